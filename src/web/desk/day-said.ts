import { z } from 'zod'

const box = z.string().trim().max(10).default('')

/** The three boxes of a `DateInput` in a form's shape; `dayOf` reads them. */
export const dayBoxes = { day: box, month: box, year: box }

type Said = { readonly day: string; readonly month: string; readonly year: string }

/** The day that was typed, or null where there is none such. */
export function dayOf({ day, month, year }: Said): Temporal.PlainDate | null {
  if (![day, month, year].every((typed) => /^\d{1,4}$/.test(typed))) return null
  try {
    return Temporal.PlainDate.from({ day: Number(day), month: Number(month), year: Number(year) }, { overflow: 'reject' })
  } catch {
    return null
  }
}
