import { readStatementForMany } from '#gate/read/statements.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { BatchItem } from '#gate/write/batch.ts'
import { followItems, type TaskAfter } from '#gate/write/task-after.ts'
import type { Category } from '#notice/vocabulary.ts'
import type { Session } from '#store/database.ts'
import { type CaseKind, stateOf } from './case-kind.ts'

/** Whose item it is, and when it was written. */
export type About = { readonly person: string | null; readonly at: Temporal.Instant }

/**
 * The one task of a case with these events. It waits for the owner while the case is open, and whoever did something last has done it.
 * `person`: whose case it is. Undefined if cases of this kind have no task.
 */
export function taskOf<Row, State extends string, Event extends string, No>(
  kind: CaseKind<Row, State, Event, No>,
  row: Row,
  { person, at }: About,
): TaskAfter | undefined {
  if (kind.task === null) return undefined
  const events = kind.events(row)
  const due = kind.clock(events)
  const isOpen = !kind.closed.includes(stateOf(kind, events))
  const waits = isOpen && due !== null ? { role: kind.owner(row), person, dueOn: due } : null
  return { kind: kind.task, by: events.at(-1)?.by ?? null, at, waits }
}

/** Imports call this in their own transaction for the cases that they wrote, so that each has the task that it should have. */
export function followImported<Row, State extends string, Event extends string, No>(kind: CaseKind<Row, State, Event, No>) {
  return followRows(kind.part, (row, about) => taskOf(kind, row, about))
}

/** The same for items that are no cases, and have a task. */
export function followRows<Row>(part: RecordPart<Category, Row>, task: (row: Row, about: About) => TaskAfter | undefined) {
  return async (session: Session, items: readonly Pick<BatchItem, 'id' | 'person'>[], at: Temporal.Instant): Promise<void> => {
    if (items.length === 0) return
    // A line that names another owner than the stored item has is refused before (`source-lines.ts`).
    const asked = items.map(({ id, person }, n) => ({ n, whose: person, item: id }))
    const rows = await session.query(readStatementForMany(part, { scope: 'item' }), [JSON.stringify(asked)])
    const tasks = rows.flatMap((row) => {
      const item = typeof row.n === 'number' ? asked[row.n] : undefined
      if (item === undefined || !part.isRow(row)) return []
      const follows = task(row, { person: item.whose, at })
      return follows === undefined ? [] : [{ id: item.item, task: follows }]
    })
    await followItems(session, tasks)
  }
}
