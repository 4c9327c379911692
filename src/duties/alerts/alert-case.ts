import { plainPart } from '#gate/record-part.ts'
import { roles } from '#notice/vocabulary.ts'
import { cautionaryAlert } from '#records/cautionary-alert/cautionary-alert.ts'
import type { CaseEvents, CaseKind } from '../cases/case-kind.ts'

type Row = {
  readonly since: string
  readonly reviewBy: string
  readonly decidedBy: string
  readonly decidedOn: string
  readonly decidedIn: string | null
  readonly endedOn: string | null
}
type Event = 'renewed' | 'ended'

/** A safety alert. The role that set it looks at it again by its day: it is renewed with a reason, or ends. */
export const alertCase: CaseKind<Row, 'in-force' | 'ended', Event> = {
  part: plainPart(cautionaryAlert, 'cautionary-alerts'),
  owner: ({ decidedIn }) => roles.find((role) => role === decidedIn) ?? 'team-leader',
  begins: 'in-force',
  states: { 'in-force': { renewed: { to: 'in-force', needs: 'why' }, ended: { to: 'ended', needs: 'why' } }, ended: {} },
  closed: ['ended'],
  closes: 'case-closed',
  events({ since, reviewBy, decidedBy: by, decidedOn, endedOn }): CaseEvents<Event> {
    const until = Temporal.PlainDate.from(reviewBy)
    const begun = { what: 'begun', on: Temporal.PlainDate.from(since), by, until } as const
    return endedOn === null ? [begun] : [begun, { what: 'ended', on: Temporal.PlainDate.from(decidedOn), by }]
  },
  clock: (events) => events.findLast(({ until }) => until !== undefined)?.until ?? null,
  task: 'alert-review',
}
