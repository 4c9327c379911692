import type { Landlord } from './edition.ts'

/** The usual end of a social landlord's financial year; another day is written in landlord.yaml. */
const usualEnd = '03-31'

/** The last day of the landlord's financial year that contains the day. */
export function financialYearEnd(landlord: Pick<Landlord, 'financialYearEnds'>, day: Temporal.PlainDate): Temporal.PlainDate {
  const end = endOf(landlord)
  const thisYear = end.toPlainDate({ year: day.year })
  return Temporal.PlainDate.compare(day, thisYear) <= 0 ? thisYear : end.toPlainDate({ year: day.year + 1 })
}

/** The day of the year on which the landlord's financial year ends. The last of February is 29 February in a leap year. */
export function endOf({ financialYearEnds }: Pick<Landlord, 'financialYearEnds'>): Temporal.PlainMonthDay {
  const written = financialYearEnds ?? usualEnd
  return Temporal.PlainMonthDay.from(written === '02-28' ? '02-29' : written)
}
