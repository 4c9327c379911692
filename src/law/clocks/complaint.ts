import { type Division, rolled } from '../holidays.ts'

/** Something that happened to a data protection complaint, with its London date. */
export type ComplaintEvent = { readonly what: 'received' | 'acknowledged' | 'answered'; readonly on: Temporal.PlainDate }

/** The deadline for acknowledging a complaint, and whether it was met. */
export type ComplaintClock = {
  /** The last day to tell the complainant that the complaint has arrived. */
  readonly acknowledgeBy: Temporal.PlainDate
  /** The day on which the complainant was told, by an acknowledgement or by the outcome itself; null while they have not been told. */
  readonly heardOn: Temporal.PlainDate | null
  readonly isLate: boolean
}

/** Complaints made on or after this day have this clock: Data Protection Act 2018 s.164A, inserted by the Data (Use and Access) Act 2025 s.103. */
export const complaintsSince = Temporal.PlainDate.from('2026-06-19')
/** How long the landlord has to acknowledge a complaint: s.164A(3). */
const acknowledgeWithin = Temporal.Duration.from({ days: 30 })

/** The last day to acknowledge a complaint. The day it arrives is not counted; an end that is no working day moves to the next one. */
export function acknowledgeBy(received: Temporal.PlainDate, division: Division = 'england-and-wales'): Temporal.PlainDate {
  return rolled(received.add(acknowledgeWithin), division)
}

/**
 * The clock on the day `today`, computed from what happened. To undo an event, leave it out. Undefined where nothing was received, or before the law
 * had this clock.
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
