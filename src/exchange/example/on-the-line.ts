import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { financialYearEnd } from '#notice/financial-year.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import type { Activity } from '#notice/vocabulary.ts'

/**
 * The day an item's own event was, so that its period ends a day ago, today or tomorrow, by turns of `turn`: both sides of the line and
 * the line itself. Where periods run from a financial year's end, the last year that is over or the first that is not, by turns.
 * Undefined where no rule covers it.
 */
export function dayOnTheLine(
  edition: Edition,
  type: RecordType,
  activity: Activity,
  today: Temporal.PlainDate,
  turn: number,
): Temporal.PlainDate | undefined {
  const rule = retentionRuleFor(edition, type.category, activity)
  if (rule === undefined) return undefined
  const lastDue = lastDayDueBy(today, rule.period)
  if (rule.trigger === 'financial-year-ended') {
    const thisYear = financialYearEnd(edition.landlord, lastDue)
    const over = thisYear.equals(lastDue) ? thisYear : thisYear.subtract({ years: 1 })
    return over.add({ years: turn % 2 }).subtract({ days: 100 })
  }
  return lastDayDueBy(today.add({ days: (turn % 3) - 1 }), rule.period)
}

/** The last day from which the period has run by `due`: ends of months make several days fall due on one. */
function lastDayDueBy(due: Temporal.PlainDate, period: Temporal.DurationLike | string): Temporal.PlainDate {
  let day = due.subtract(period)
  while (Temporal.PlainDate.compare(day.add({ days: 1 }).add(period), due) <= 0) day = day.add({ days: 1 })
  return day
}
