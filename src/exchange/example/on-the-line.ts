import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { financialYearEnd } from '#notice/financial-year.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import type { Activity } from '#notice/vocabulary.ts'

/**
 * The day of an item's own event, chosen so that its period ends a day ago, today or tomorrow, depending on `turn`: on both sides of the line and on
 * the line itself. For periods that run from the end of a financial year it is the last year that is over, or the first that is not. Undefined where
 * no rule covers the item.
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

/** The last day from which the period ends by `due`: because months differ in length, several days can fall due on one. */
function lastDayDueBy(due: Temporal.PlainDate, period: Temporal.DurationLike | string): Temporal.PlainDate {
  let day = due.subtract(period)
  while (Temporal.PlainDate.compare(day.add({ days: 1 }).add(period), due) <= 0) day = day.add({ days: 1 })
  return day
}
