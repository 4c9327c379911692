import { acknowledgeBy } from '#law/clocks/complaint.ts'
import { messageHeads } from '#records/message/message.ts'
import { dateIn } from '#shared/clock.ts'
import type { CaseEvents, CaseKind } from '../cases/case-kind.ts'

/** The fields that the events of a message are read from. */
type Row = { readonly sentAt: string; readonly closedOn: string | null }
type MessageCase = CaseKind<Row, 'open' | 'closed', 'closed'>

function eventsOf({ sentAt, closedOn }: Row): CaseEvents<'closed'> {
  const begun = { what: 'begun', on: dateIn(Temporal.Instant.from(sentAt)), by: null } as const
  return closedOn === null ? [begun] : [begun, { what: 'closed', on: Temporal.PlainDate.from(closedOn), by: null }]
}

/** A concern or a request (N6): the law says by when its sender must be answered (DPA s.164A). Open ones are a list of their own. */
export const concernCase = {
  part: messageHeads,
  owner: () => 'data-protection-officer',
  begins: 'open',
  states: { open: { closed: { to: 'closed', needs: 'outcome' } }, closed: {} },
  closed: ['closed'],
  closes: 'case-closed',
  events: eventsOf,
  clock: ([begun]) => acknowledgeBy(begun.on),
  task: null,
} satisfies MessageCase

/** Words of the notice that somebody found unclear (N5). Nobody waits for an answer. */
export const unclearWordsCase: MessageCase = { ...concernCase, clock: () => null }

export function messageCaseOf({ kind }: { readonly kind: string }): MessageCase {
  return kind === 'concern' ? concernCase : unclearWordsCase
}
