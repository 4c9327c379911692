import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { GateDeps } from '#gate/deps.ts'
import { asReadOut, readOut } from '#shared/read-out.ts'

/** Letters and digits of a link: more than 128 bits, and short enough to be typed from a letter. */
const tokenLetters = 28
const codeDigits = 8

/** What makes a link to a page that nobody can guess: `7kqm-2xab-…`. */
export function newToken(): string {
  return readOut(randomBytes(tokenLetters)).toLowerCase()
}

/** The hash by which a link is known, however it was typed; null for anything that is no link of ours. */
export function hashOfToken(typed: string): string | null {
  const token = asReadOut(typed.slice(0, 100))
  const letters = token.replaceAll('-', '')
  return letters.length === tokenLetters ? createHash('sha256').update(token).digest('hex') : null
}

/** A code to be spoken: digits alone, so that nobody takes it for the passphrase of the file. `4827 1936`. */
export function newCode(): string {
  const digits = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0')
  return `${digits.slice(0, 4)} ${digits.slice(4)}`
}

/** The digits of a code, however they were typed; null where there are more or fewer. */
export function codeIn(typed: string): string | null {
  const digits = typed.replaceAll(/[\s.-]/g, '')
  return /^\d+$/.test(digits) && digits.length === codeDigits ? digits : null
}

/** A code is short enough to be found by trying all, so its hash needs the landlord's own secret. `handover`: two of the same code differ. */
export async function hashOfCode({ keys }: Pick<GateDeps, 'keys'>, handover: string, code: string): Promise<string> {
  const digits = codeIn(code) ?? ''
  return (await keys.fingerprints())(JSON.stringify(['handover code', handover, digits]))
}

/** Compares hashes in the same time wherever they differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
