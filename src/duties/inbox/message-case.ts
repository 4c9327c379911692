import { acknowledgeBy } from '#law/clocks/complaint.ts'
import { messageHeads } from '#records/message/message.ts'
import { dateIn } from '#shared/clock.ts'
import type { CaseEvents, CaseKind } from '../cases/case-kind.ts'

/** The fields that the events of a message are read from. */
type Row = { readonly sentAt: string; readonly closedOn: string | null }
type MessageCase = Omit<CaseKind<Row, 'open' | 'closed', 'closed'>, 'clock'> & {
  readonly clock: (events: CaseEvents<'closed'>) => Temporal.PlainDate
}

function eventsOf({ sentAt, closedOn }: Row): CaseEvents<'closed'> {
  const begun = { what: 'begun', on: dateIn(Temporal.Instant.from(sentAt)), by: null } as const
  return closedOn === null ? [begun] : [begun, { what: 'closed', on: Temporal.PlainDate.from(closedOn), by: null }]
}

/**
 * A concern or a request (N6): whoever sent it hears within the time that the law gives (DPA s.164A). Words of the notice that somebody found unclear
 * (N5) are closed in the same way, and nobody waits to hear. Open ones are a list of their own.
 */
export const messageCase: MessageCase = {
  part: messageHeads,
  owner: () => 'data-protection-officer',
  begins: 'open',
  states: { open: { closed: { to: 'closed', needs: 'outcome' } }, closed: {} },
  closed: ['closed'],
  closes: 'case-closed',
  events: eventsOf,
  clock: ([begun]) => acknowledgeBy(begun.on),
  task: null,
}
