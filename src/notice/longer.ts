/** A year that has a 29 February, so that months of every length are among its days. */
const aYear = Array.from({ length: 366 }, (_, days) => Temporal.PlainDate.from('2027-03-01').add({ days }))

/** Whether a period ends later than another from any day on which both can begin: three months end later than 90 days from most days, and earlier from some. */
export function isEverLonger(period: string, than: string): boolean {
  return period !== than && aYear.some((day) => Temporal.PlainDate.compare(day.add(period), day.add(than)) > 0)
}
