import type { NotDone } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { Trigger } from '#notice/edition.ts'
import type { Category, Role } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { TaskKind } from '../tasks/task.ts'

/**
 * Something that happened to a case. `on`: the day, where the landlord acted. `by`: a colleague's name; null where none is stored. `until`:
 * the day that it set.
 */
export type CaseEvent<Event extends string> = {
  readonly what: 'begun' | Event
  readonly on: Temporal.PlainDate
  readonly by: string | null
  readonly until?: Temporal.PlainDate
}

/** The stored events of a case, in order. Every case has at least one. */
export type CaseEvents<Event extends string> = readonly [CaseEvent<Event>, ...CaseEvent<Event>[]]

/**
 * What an event leads to. `needs`: the value that must come with it. `secondLook`: why this colleague may not do it, where somebody else
 * has to.
 */
export type Transition<Row, State extends string, No> = {
  readonly to: State
  readonly needs?: string
  readonly secondLook?: (row: Row, colleague: Pick<Colleague, 'id'>) => No | null
}

/**
 * A kind of case, as data. Its events are read from the row that stores them. The state, the due date and whether a task waits are computed
 * from the events. `Row`: the fields that the events are read from. `No`: the answer to somebody who may not take the second look.
 */
export type CaseKind<Row, State extends string, Event extends string, No = never> = {
  /** The part of a record type whose items are the cases, without sealed fields. */
  readonly part: RecordPart<Category, Row>
  /** The role that its task waits for. */
  readonly owner: (row: Row) => Role
  readonly begins: State
  /** Every state, with every event that can happen in it. */
  readonly states: Readonly<Record<State, Readonly<Partial<Record<Event, Transition<Row, State, No>>>>>>
  /** States in which nothing waits. An event that leads to one of them closes the case. */
  readonly closed: readonly State[]
  /** The trigger that closing dates: the retention period of the case's item runs from it. */
  readonly closes: Trigger
  readonly events: (row: Row) => CaseEvents<Event>
  /** The due date, computed from the events; null if nobody is waiting. */
  readonly clock: (events: CaseEvents<Event>) => Temporal.PlainDate | null
  /** The one task of an open case; null if open cases are worked through in a list of their own. */
  readonly task: TaskKind | null
}

type OwnWork = NotDone<'own'>

/** A second look must be taken by somebody other than who made it. If nobody knows who did, nobody may. */
export function bySomebodyElse<Row>(maker: (row: Row) => string | null) {
  return (row: Row, { id }: Pick<Colleague, 'id'>): OwnWork | null => {
    const madeBy = maker(row)
    return madeBy === null || madeBy === id ? { ok: false, why: 'own' } : null
  }
}

/** The state of a case after its events. A fault if the kind does not allow one of them in its state. */
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

/** The due date of a case with these events; null if nobody is waiting. */
export function dueOn<Row, Event extends string, Due extends Temporal.PlainDate | null>(
  kind: { readonly events: (row: Row) => CaseEvents<Event>; readonly clock: (events: CaseEvents<Event>) => Due },
  row: Row,
): Due {
  return kind.clock(kind.events(row))
}
