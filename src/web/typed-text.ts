import { z } from 'zod'

/** What somebody has to write, without the blanks around it. `missing`: what to say where it is left out, or too short to tell anything. */
export function neededText(least: number, most: number, missing: string) {
  return z.string({ error: missing }).trim().min(least, missing).max(most, tooLong(most))
}

export function tooLong(most: number): string {
  return `Enter ${most.toLocaleString('en-GB')} characters or fewer`
}
