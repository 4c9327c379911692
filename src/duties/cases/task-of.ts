import type { BatchItem } from '#gate/batch.ts'
import { readStatementForMany } from '#gate/statements.ts'
import { followItems, type TaskAfter } from '#gate/task-after.ts'
import type { Session } from '#store/database.ts'
import { type CaseKind, stateOf } from './case-kind.ts'

/**
 * The one task of a case that stands like this: it waits for the owner while the case is open, and is done by whoever last did something. `person`: whose the
 * case is. Undefined where cases of the kind have none.
 */
export function taskOf<Row, State extends string, Event extends string, No>(
  kind: CaseKind<Row, State, Event, No>,
  row: Row,
  { person, at }: { readonly person: string | null; readonly at: Temporal.Instant },
): TaskAfter | undefined {
  if (kind.task === null) return undefined
  const events = kind.events(row)
  const due = kind.clock(events)
  const isOpen = !kind.closed.includes(stateOf(kind, events))
  const waits = isOpen && due !== null ? { role: kind.owner(row), person, dueOn: due } : null
  return { kind: kind.task, by: events.at(-1)?.by ?? null, at, waits }
}

/** What an import calls, in its own transaction, with the cases that it wrote: each has its task, as they stand now. */
export function followImported<Row, State extends string, Event extends string, No>(kind: CaseKind<Row, State, Event, No>) {
  return async (session: Session, items: readonly Pick<BatchItem, 'id' | 'person'>[], at: Temporal.Instant): Promise<void> => {
    const asked = items.map(({ id, person }, n) => ({ n, whose: person, item: id }))
    const rows = await session.query(readStatementForMany(kind.part, { scope: 'item' }), [JSON.stringify(asked)])
    const tasks = rows.flatMap((row) => {
      const item = typeof row.n === 'number' ? items[row.n] : undefined
      if (item === undefined || !kind.part.holds(row)) return []
      const task = taskOf(kind, row, { person: item.person, at })
      return task === undefined ? [] : [{ id: item.id, task }]
    })
    await followItems(session, tasks)
  }
}
