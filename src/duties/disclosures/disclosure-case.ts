import type { NotDone } from '#decisions/done-or-refused.ts'
import { plainPart } from '#gate/record-part.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { dateIn } from '#shared/clock.ts'
import { bySomebodyElse, type CaseEvents, type CaseKind } from '../cases/case-kind.ts'

type Row = {
  readonly recipient: string
  /** When it was prepared. Only used until somebody decides. */
  readonly collectedAt: string
  readonly preparedById: string | null
  readonly decidedBy: string | null
  readonly outcome: string | null
  readonly closedOn: string | null
}
type State = 'prepared' | 'released' | 'stopped'
type Event = 'released' | 'stopped'

const secondLook = bySomebodyElse(({ preparedById }: Row) => preparedById)
const released = { to: 'released', secondLook } as const
const stopped = { to: 'stopped', secondLook } as const

/**
 * Part of a camera's footage that leaves (CV4, CV5). Another colleague looks at it on the day it was prepared, and may release it again later.
 */
export const disclosureCase: CaseKind<Row, State, Event, NotDone<'own'>> = {
  part: plainPart(disclosure, 'cctv-footage'),
  owner: ({ recipient }) => (recipient === 'the-person' ? 'data-protection-officer' : 'senior-manager'),
  begins: 'prepared',
  states: { prepared: { released, stopped }, released: { released, stopped }, stopped: {} },
  closed: ['released', 'stopped'],
  closes: 'case-closed',
  events({ collectedAt, outcome, closedOn, decidedBy }): CaseEvents<Event> {
    // Of the decisions only the last is stored, and then not the day it was prepared.
    const prepared = dateIn(Temporal.Instant.from(collectedAt))
    if (outcome === null) return [{ what: 'begun', on: prepared, by: null }]
    return [
      {
        what: outcome === 'released' ? 'released' : 'stopped',
        on: closedOn === null ? prepared : Temporal.PlainDate.from(closedOn),
        by: decidedBy,
      },
    ]
  },
  clock: ([prepared]) => prepared.on,
  task: 'disclosure-look',
}
