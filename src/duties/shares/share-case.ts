import { plainPart } from '#gate/record-part.ts'
import { share } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import type { CaseEvents, CaseKind } from '../cases/case-kind.ts'

type Row = {
  readonly collectedAt: string
  readonly preparedBy: string
  readonly needsConsent: boolean
  readonly outcome: string | null
  readonly leftBy: string | null
  readonly closedOn: string | null
}
type State = 'prepared' | 'left' | 'stopped'
type Event = 'left' | 'stopped' | 'replaced'

/**
 * Something that is to be shared: prepared, and then it leaves, is stopped, or is prepared anew. One that waits for the person's agreement is stopped or
 * prepared anew, and never leaves. Its tasks are in `line-task.ts`, since a line has one also once it is settled.
 */
export const shareCase: CaseKind<Row, State, Event> = {
  part: plainPart(share, 'documents'),
  owner: () => 'data-protection-officer',
  begins: 'prepared',
  states: {
    prepared: { left: { to: 'left', needs: 'leftAt' }, stopped: { to: 'stopped' }, replaced: { to: 'stopped' } },
    left: {},
    stopped: {},
  },
  closed: ['left', 'stopped'],
  closes: 'case-closed',
  events({ collectedAt, preparedBy, outcome, leftBy, closedOn }): CaseEvents<Event> {
    const begun = { what: 'begun', on: dateIn(Temporal.Instant.from(collectedAt)), by: preparedBy } as const
    if (outcome === null || closedOn === null) return [begun]
    const what = outcome === 'left' ? 'left' : outcome === 'replaced' ? 'replaced' : 'stopped'
    return [begun, { what, on: Temporal.PlainDate.from(closedOn), by: leftBy }]
  },
  clock: () => null,
  task: null,
}
