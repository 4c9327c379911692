/** The only source of the current time. `src/main/` makes one; tests pass their own. */
export type Clock = () => Temporal.Instant

/** The landlord's people live by London time: dates on pages and the day a recording is 90 days old go by it. */
export const zone = 'Europe/London'

/** The London day asked for last, with its beginning and end. Every decision asks for the day, and computing it takes microseconds. */
let last: { readonly from: bigint; readonly until: bigint; readonly date: Temporal.PlainDate } | undefined

/** The London calendar date of an instant. */
export function dateIn(instant: Temporal.Instant): Temporal.PlainDate {
  const at = instant.epochNanoseconds
  if (last === undefined || at < last.from || at >= last.until) {
    const begins = instant.toZonedDateTimeISO(zone).startOfDay()
    last = { from: begins.epochNanoseconds, until: begins.add({ days: 1 }).startOfDay().epochNanoseconds, date: begins.toPlainDate() }
  }
  return last.date
}

/** A difference as small as this, as between clocks that are set right, counts as none. */
const littleApart = Temporal.Duration.from({ minutes: 5 })

/** Whether something recorded as past is dated in the future, because a wrong clock dated it. */
export function isToCome(dated: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(dated, now.add(littleApart)) > 0
}

/** The latest instant at which something granted now for at most `longest` can end. A later end was granted by a clock that ran ahead. */
export function latestEnd(longest: Temporal.Duration, now: Temporal.Instant): Temporal.Instant {
  return now.add(longest).add(littleApart)
}

/** Whether something granted for at most `longest` is still open. */
export function isOpenUntil(until: Temporal.Instant, longest: Temporal.Duration, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, until) < 0 && Temporal.Instant.compare(until, latestEnd(longest, now)) <= 0
}
