import { dateIn, zone } from '#shared/clock.ts'

/** Hours for which somebody who came late in the day still counts as here after midnight. */
const hoursOfAVisit = 12

/** The instant before which a visit that has not ended is of an earlier day. */
export function earlierDayEnds(now: Temporal.Instant): Temporal.Instant {
  const today = dateIn(now).toZonedDateTime(zone).toInstant()
  const recent = now.subtract({ hours: hoursOfAVisit })
  return Temporal.Instant.compare(recent, today) < 0 ? recent : today
}

/**
 * Whether a visit that has not ended began on an earlier day, London time, so that the visitor has probably left. Somebody who came in the
 * evening is not gone at midnight, so twelve hours must have passed as well.
 */
export function isOfEarlierDay(arrivedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(arrivedAt, earlierDayEnds(now)) < 0
}
