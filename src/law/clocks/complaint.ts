import { type Division, rolled } from '../holidays.ts'

/** What happened to a data protection complaint, and on which day where the landlord acts. */
export type ComplaintEvent = { readonly what: 'received' | 'acknowledged' | 'answered'; readonly on: Temporal.PlainDate }

/** Where a complaint stands with its clock. */
export type ComplaintClock = {
  /** The last day on which the complainant may hear that it has come in. */
  readonly acknowledgeBy: Temporal.PlainDate
  /** The day on which they heard, by an acknowledgement or by the outcome itself; null where they have not. */
  readonly heardOn: Temporal.PlainDate | null
  readonly isLate: boolean
}

/** From this day on complaints to the controller have this clock: Data Protection Act 2018 s.164A, by the Data (Use and Access) Act 2025 s.103. */
export const complaintsSince = Temporal.PlainDate.from('2026-06-19')
/** How long whoever complained may wait to hear that it has come in: s.164A(3). */
const acknowledgeWithin = Temporal.Duration.from({ days: 30 })

/** The last day on which whoever complained is to hear that it has come in. The day of the complaint is not counted; an end on no working day rolls. */
export function acknowledgeBy(received: Temporal.PlainDate, division: Division = 'england-and-wales'): Temporal.PlainDate {
  return rolled(received.add(acknowledgeWithin), division)
}

/**
 * The clock as it stands `today`, out of what happened: undoing is leaving an event out. Undefined where nothing was received, or before the law had this clock.
 */
export function complaintClock(
  events: readonly ComplaintEvent[],
  today: Temporal.PlainDate,
  division: Division = 'england-and-wales',
): ComplaintClock | undefined {
  const days = (...wanted: readonly ComplaintEvent['what'][]) =>
    events
      .filter(({ what }) => wanted.includes(what))
      .map(({ on }) => on)
      .toSorted(Temporal.PlainDate.compare)
  const [received] = days('received')
  if (received === undefined || Temporal.PlainDate.compare(received, complaintsSince) < 0) return undefined
  const by = acknowledgeBy(received, division)
  const [heardOn = null] = days('acknowledged', 'answered')
  return { acknowledgeBy: by, heardOn, isLate: Temporal.PlainDate.compare(heardOn ?? today, by) > 0 }
}
