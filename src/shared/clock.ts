/** The only way time comes in. Composed once in `src/main/`; tests pass their own. */
export type Clock = () => Temporal.Instant

/** The landlord's people live by London time (dates on pages, the day a recording is 90 days old). */
export const zone = 'Europe/London'

/** The London calendar date of an instant. */
export function dateIn(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate()
}
