import { hold } from '#records/hold/hold.ts'
import { wordOf } from '#records/words-of.ts'
import { legible } from '../kit.ts'

/** Why something is kept longer; what an import brought in other words stays in them. */
export function holdReason(stored: string | null): string {
  return stored === null ? legible(null) : wordOf(hold.fields.reason, stored)
}

/** How the day is asked for on which a hold is reviewed, for the first time or the next. */
export const reviewDay = {
  when: 'coming',
  hint: 'For example 27 3 2027. A task will be due on that day.',
  missing: 'Enter a date after today',
} as const
