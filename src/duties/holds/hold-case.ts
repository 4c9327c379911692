import { plainPart } from '#gate/record-part.ts'
import { roles } from '#notice/vocabulary.ts'
import { hold } from '#records/hold/hold.ts'
import { dateIn } from '#shared/clock.ts'
import type { CaseEvents, CaseKind } from '../cases/case-kind.ts'

type Row = {
  readonly collectedAt: string
  readonly placedOn: string
  readonly reviewOn: string
  readonly reviewBy: string | null
  readonly decidedBy: string | null
  readonly liftedOn: string | null
}
type Event = 'kept' | 'lifted'

/** A reason to keep something past its date (TC4). The role that placed it reviews it when it is due, and keeps it or lifts it. */
export const holdCase: CaseKind<Row, 'in-force' | 'lifted', Event> = {
  part: plainPart(hold, 'documents'),
  owner: ({ reviewBy }) => roles.find((role) => role === reviewBy) ?? 'senior-manager',
  begins: 'in-force',
  states: { 'in-force': { kept: { to: 'in-force', needs: 'details' }, lifted: { to: 'lifted', needs: 'details' } }, lifted: {} },
  closed: ['lifted'],
  closes: 'case-closed',
  events({ collectedAt, placedOn, reviewOn, decidedBy: by, liftedOn }): CaseEvents<Event> {
    const until = Temporal.PlainDate.from(reviewOn)
    const begun = { what: 'begun', on: Temporal.PlainDate.from(placedOn), by: null, until } as const
    if (liftedOn !== null) return [begun, { what: 'lifted', on: Temporal.PlainDate.from(liftedOn), by }]
    // It was last kept on when the row was last corrected. Of earlier reviews only the words are stored.
    return by === null ? [begun] : [begun, { what: 'kept', on: dateIn(Temporal.Instant.from(collectedAt)), by, until }]
  },
  clock: (events) => events.findLast(({ until }) => until !== undefined)?.until ?? null,
  task: 'hold-review',
}
