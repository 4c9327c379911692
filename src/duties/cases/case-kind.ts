import type { NotDone } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { Trigger } from '#notice/edition.ts'
import type { Category, Role } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { TaskKind } from '../tasks/task.ts'

/** What happened to a case, on which day where the landlord acts. `by`: a colleague's name, null where nobody's is kept. `until`: the day that it set. */
export type CaseEvent<Event extends string> = {
  readonly what: 'begun' | Event
  readonly on: Temporal.PlainDate
  readonly by: string | null
  readonly until?: Temporal.PlainDate
}

/** All that is kept of what happened, in order; of every case something is. */
export type CaseEvents<Event extends string> = readonly [CaseEvent<Event>, ...CaseEvent<Event>[]]

/** What an event leads to. `needs`: the value that has to come with it. `secondLook`: why this colleague may not do it, where somebody else has to. */
export type Step<Row, State extends string, No> = {
  readonly to: State
  readonly needs?: string
  readonly secondLook?: (row: Row, colleague: Pick<Colleague, 'id'>) => No | null
}

/**
 * A kind of case, as data. Its events are read from the row that keeps them; the state, the day by which something is due and whether a task waits
 * are folds over them. `Row`: the fields that the events are read from. `No`: what a second look answers to whoever may not have it.
 */
export type CaseKind<Row, State extends string, Event extends string, No = never> = {
  /** The part of a record type whose items are the cases, without what is sealed. */
  readonly part: RecordPart<Category, Row>
  /** For whom its task waits. */
  readonly owner: (row: Row) => Role
  readonly begins: State
  /** Every state, with every event that can happen in it. */
  readonly states: Readonly<Record<State, Readonly<Partial<Record<Event, Step<Row, State, No>>>>>>
  /** States in which nothing waits. An event that leads to one closes the case. */
  readonly closed: readonly State[]
  /** The event that closing dates: the period of the case's item runs from it. */
  readonly closes: Trigger
  readonly events: (row: Row) => CaseEvents<Event>
  /** By when something is due, as a fold over what happened; null where nobody is waiting. */
  readonly clock: (events: CaseEvents<Event>) => Temporal.PlainDate | null
  /** The one task of an open case; null where open cases are worked through in a list of their own. */
  readonly task: TaskKind | null
}

type OwnWork = NotDone<'own'>

/** A second look is for somebody else than whoever made it; where nobody knows who did, for nobody. */
export function bySomebodyElse<Row>(maker: (row: Row) => string | null) {
  return (row: Row, { id }: Pick<Colleague, 'id'>): OwnWork | null => {
    const madeBy = maker(row)
    return madeBy === null || madeBy === id ? { ok: false, why: 'own' } : null
  }
}

/** In which state a case is, after what happened to it. A fault where the kind does not know that this can happen then. */
export function stateOf<Row, State extends string, Event extends string, No>(
  { begins, states }: Pick<CaseKind<Row, State, Event, No>, 'begins' | 'states'>,
  events: CaseEvents<Event>,
): State {
  return events.reduce<State>((state, { what }) => {
    const to = what === 'begun' ? begins : states[state][what]?.to
    if (to === undefined) throw new Fault('case-out-of-order', `\`${what}\` happened to a case that was \`${state}\``)
    return to
  }, begins)
}

/** By when something is due of a case that stands like this; null where nobody is waiting. */
export function dueOn<Row, Event extends string, Due extends Temporal.PlainDate | null>(
  kind: { readonly events: (row: Row) => CaseEvents<Event>; readonly clock: (events: CaseEvents<Event>) => Due },
  row: Row,
): Due {
  return kind.clock(kind.events(row))
}
