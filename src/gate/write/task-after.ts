import type { Role } from '#notice/vocabulary.ts'
import type { Row, Session } from '#store/database.ts'

/**
 * The task that waits for somebody about an item once the item is written. At most one of a kind waits for each item. Holds ids, dates and
 * a colleague's name.
 */
export type TaskAfter = {
  readonly kind: string
  /** Other kinds of task about the item, of which one may wait: it ends with this, since one waits about an item at a time. */
  readonly insteadOf?: readonly string[]
  /** Who did the task that waited until now, and when; null if nobody did and it is simply no longer needed. */
  readonly by: string | null
  readonly at: Temporal.Instant
  /** Null if nothing waits any more. `person`: whose task it is; it is deleted with them. */
  readonly waits: { readonly role: Role; readonly person: string | null; readonly dueOn: Temporal.PlainDate } | null
}

/** Of two tasks about an item the one that waits, in place of the other; the second, where both do. */
export function oneOf(first: TaskAfter | undefined, second: TaskAfter): TaskAfter {
  if (first === undefined) return second
  if (second.waits === null) return first
  return { ...second, insteadOf: [...(second.insteadOf ?? []), first.kind], by: second.by ?? first.by }
}

/** The task's columns in a statement's `asked`, each with its PostgreSQL type. */
export const taskColumns: ReadonlyMap<string, string> = new Map([
  ['task_kind', 'text'],
  ['task_instead_of', 'text[]'],
  ['task_by', 'text'],
  ['task_at', 'timestamptz'],
  ['task_role', 'text'],
  ['task_person', 'uuid'],
  ['task_due', 'date'],
])

export function taskValues({ kind, insteadOf = [], by, at, waits }: TaskAfter): Row {
  return {
    task_kind: kind,
    task_instead_of: insteadOf,
    task_by: by,
    task_at: at.toString(),
    task_role: waits?.role ?? null,
    task_person: waits?.person ?? null,
    task_due: waits?.dueOn.toString() ?? null,
  }
}

/**
 * Parts of a `with` over `asked` and `changed` (`n`, `id`): a waiting task with another due date, or one that the new one stands in place of, is
 * marked as done, and the new one is inserted. `raised` reads from `ended`, so that it runs second: two tasks of a kind never wait for one item.
 */
export const tasksFollow = `ended as (update task k set done_at = a.task_at, done_by = a.task_by from asked a join changed c on c.n = a.n
      where k.about = c.id and k.done_at is null
        and ((k.kind = a.task_kind and k.due_on is distinct from a.task_due) or k.kind = any(a.task_instead_of)) returning k.id),
    raised as (insert into task (kind, role, about, person_id, due_on) select a.task_kind, a.task_role, c.id, a.task_person, a.task_due
      from asked a join changed c on c.n = a.n where a.task_role is not null and (select count(*) from ended) >= 0
      on conflict (kind, about) where done_at is null do nothing)`

/** The same for items that the caller's transaction has already written. */
export async function followItems(session: Session, items: readonly { readonly id: string; readonly task: TaskAfter }[]): Promise<void> {
  if (items.length === 0) return
  const columns = [...taskColumns].map(([name, type]) => `${name} ${type}`).join(', ')
  const text = `with asked as (select * from jsonb_to_recordset($1::jsonb) as asked(n integer, id uuid, ${columns})),
    changed as (select n, id from asked), ${tasksFollow} select 1`
  await session.query(text, [JSON.stringify(items.map(({ id, task }, n) => ({ n, id, ...taskValues(task) })))])
}
