/** The parts of the United Kingdom with bank holidays of their own. */
export const divisions = ['england-and-wales', 'scotland', 'northern-ireland'] as const
export type Division = (typeof divisions)[number]

/**
 * Bank holidays by division and year, each as month and day. Source: https://www.gov.uk/bank-holidays.json, copied in November 2026, Open Government
 * Licence v3.0. A holiday that is not in that list is not here. For days after the last year there is no answer: see `lastKnownDay`.
 */
const table: Readonly<Record<Division, Readonly<Record<number, string>>>> = {
  'england-and-wales': {
    2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
    2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
    2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
    2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
    2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
    2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
    2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
    2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
    2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
    2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  },
  scotland: {
    2019: '01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26',
    2020: '01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28',
    2021: '01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28',
    2022: '01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27',
    2023: '01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26',
    2024: '01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26',
    2025: '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26',
    2026: '01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-28',
    2027: '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
    2028: '01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26',
  },
  'northern-ireland': {
    2019: '01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26',
    2020: '01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28',
    2021: '01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28',
    2022: '01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27',
    2023: '01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26',
    2024: '01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26',
    2025: '01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26',
    2026: '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28',
    2027: '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28',
    2028: '01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26',
  },
}

const holidays: ReadonlyMap<Division, ReadonlySet<string>> = new Map(
  divisions.map((division) => {
    const days = Object.entries(table[division]).flatMap(([year, some]) => some.split(' ').map((day) => `${year}-${day}`))
    return [division, new Set(days)]
  }),
)

/** The first and the last day for which the table has an answer. */
export const firstKnownDay = Temporal.PlainDate.from('2019-01-01')
export const lastKnownDay = Temporal.PlainDate.from('2028-12-31')

/** Whether the day is a working day: not at a weekend, and no bank holiday of the division. Null where the table does not know. */
export function isWorkingDay(day: Temporal.PlainDate, division: Division): boolean | null {
  if (day.dayOfWeek > 5) return false
  const isKnown = Temporal.PlainDate.compare(day, firstKnownDay) >= 0 && Temporal.PlainDate.compare(day, lastKnownDay) <= 0
  return isKnown ? holidays.get(division)?.has(day.toString()) !== true : null
}

/**
 * The day itself, or the next working day where it is not one. This is how a period in days or months ends (Regulation 1182/71, Article 3(4), as
 * applied by the Data Protection Act 2018 s.205(2)). `of`: whose bank holidays count. Where the table does not know, the day stays as it is: an earlier end is never too late.
 */
export function rolled(day: Temporal.PlainDate, ...of: readonly Division[]): Temporal.PlainDate {
  const works = (each: Temporal.PlainDate) => of.map((division) => isWorkingDay(each, division))
  let end = day
  while (works(end).includes(false)) end = end.add({ days: 1 })
  return works(end).includes(null) ? day : end
}

/** The working day that is so many after the day; the day itself is not counted. Null where the table does not know. */
export function workingDaysAfter(day: Temporal.PlainDate, count: number, division: Division): Temporal.PlainDate | null {
  let left = count
  let end = day
  while (left > 0) {
    end = end.add({ days: 1 })
    const works = isWorkingDay(end, division)
    if (works === null) return null
    if (works) left--
  }
  return end
}
