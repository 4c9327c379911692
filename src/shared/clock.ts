/** The only way time comes in. Composed once in `src/main/`; tests pass their own. */
export type Clock = () => Temporal.Instant

/** The landlord's people live by London time (dates on pages, the day a recording is 90 days old). */
export const zone = 'Europe/London'

/** The day last asked for and where it begins and ends: it is asked for at every decision, and working it out takes microseconds. */
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

/** Clocks that are a little apart, and are set right, are no news. */
const littleApart = Temporal.Duration.from({ minutes: 5 })

/** Whether something that is told as past has its date still to come: a wrong clock dated it. */
export function isToCome(dated: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(dated, now.add(littleApart)) > 0
}

/** The latest that something granted now for so long at the most can end: what ends later was granted by a clock that stood ahead. */
export function latestEnd(longest: Temporal.Duration, now: Temporal.Instant): Temporal.Instant {
  return now.add(longest).add(littleApart)
}

/** Whether something granted for so long at the most is open still. */
export function isOpenUntil(until: Temporal.Instant, longest: Temporal.Duration, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, until) < 0 && Temporal.Instant.compare(until, latestEnd(longest, now)) <= 0
}
