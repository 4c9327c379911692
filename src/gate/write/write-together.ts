import { entriesOf, evidenceOfEach } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { type Batcher, batcher, batcherByName } from '#store/batcher.ts'
import type { Database, Row, Session } from '#store/database.ts'
import { DatabaseFault } from '#store/database-fault.ts'
import { formUnderWay } from '#store/form-under-way.ts'
import { type TaskAfter, taskColumns, tasksFollow, taskValues } from './task-after.ts'

/** One change: the values for its statement, by column, and the rows of evidence that its kind has. */
export type Change = {
  readonly values: Row
  readonly evidence: readonly EvidenceEntry[]
  /** The task that waits for somebody afterwards about the changed item. */
  readonly task?: TaskAfter | undefined
}

/** Changes that one statement can make: of one type, with the same columns. */
export type Kind = {
  /** A different one for each text of `changed`, since PostgreSQL prepares statements by name. */
  readonly name: string
  /** The columns of a change, each with its PostgreSQL type. */
  readonly columns: ReadonlyMap<string, string>
  /**
   * Common table expressions over `asked` (its columns and `n`); the last is `changed` (`n`, `id`). They lock rows with `lock` at the end:
   * a row that another transaction has locked is skipped, so that the other changes do not wait for it.
   */
  readonly changed: (lock: '' | 'skip locked') => string
  /** Whether the evidence says how many items there were, with their digest. */
  readonly counted: boolean
  /** How many rows of evidence each change has. One if absent. */
  readonly rows?: number
  /** Called with the ids of what was changed while this commits; the caller is answered when both are done. */
  readonly beside?: (ids: readonly string[]) => Promise<void>
}

/** One statement makes at most this many changes. */
const most = 50

const writerOf = batcherByName<Change, 'changed' | 'alone'>()

/**
 * Makes the change as `role`, with its evidence in the same statement, so that both are stored or neither is. Changes asked for at the same
 * moment share one statement and one wait for the disk. A change that was skipped, or was in a statement that the database refused, is
 * tried again alone. What is written for a form also goes alone, since it commits together with the note that the form was taken. False if
 * the row is not as the change requires.
 */
export async function writeTogether(database: Database, role: string, kind: Kind, { task, ...change }: Change): Promise<boolean> {
  if (task !== undefined)
    return writeTogether(database, role, withTask(kind), { ...change, values: { ...change.values, ...taskValues(task) } })
  if (formUnderWay() !== undefined) return (await write(database, role, kind, [change], '')).length > 0
  const writer = writerOf(database, `${role} ${kind.name}`, () => makeWriter(database, role, kind))
  if ((await writer.ask(change)) === 'changed') return true
  return (await write(database, role, kind, [change], '')).length > 0
}

/** The same changes, each of which is followed by a task. */
function withTask({ name, columns, changed, ...kind }: Kind): Kind {
  const followed = (lock: Parameters<typeof changed>[0]) => `${changed(lock)},\n    ${tasksFollow}`
  return { ...kind, name: `${name}-task`, columns: new Map([...columns, ...taskColumns]), changed: followed }
}

function makeWriter(database: Database, role: string, kind: Kind): Batcher<Change, 'changed' | 'alone'> {
  return batcher(
    async (queued) => {
      const written = await write(
        database,
        role,
        kind,
        queued.map(({ ask }) => ask),
        'skip locked',
      ).catch((error: unknown) => refusedAmong(queued.length, error))
      const changed = new Set(written.map(({ n }) => n))
      for (const [n, { answer }] of queued.entries()) answer(changed.has(n) ? 'changed' : 'alone')
    },
    { most, weigh: () => 1 },
  )
}

/**
 * What the database refused is certainly not stored. After a lost connection nobody knows, and no caller is told that the change was made.
 */
function refusedAmong(changes: number, error: unknown): readonly Written[] {
  if (changes > 1 && error instanceof DatabaseFault) return []
  throw error
}

type Written = { readonly n: number; readonly id: string }

async function write(
  database: Database,
  role: string,
  kind: Kind,
  changes: readonly Change[],
  lock: '' | 'skip locked',
): Promise<readonly Written[]> {
  const statement = { name: `${kind.name}${lock === '' ? '-alone' : ''}`, text: textOf(kind, lock) }
  const asked = JSON.stringify(changes.map(({ values }, n) => ({ ...withoutBytes(values), n })))
  const values = [asked, entriesOf(changes.flatMap(({ evidence }) => evidence))]
  const { beside } = kind
  if (beside === undefined) return database.once<Written>(role, statement, values)
  const { rows, done } = await database.transaction(role, async (session: Session) => {
    const written = await session.query<Written>(statement, values)
    const besides = beside(written.map(({ id }) => id))
    // Reported below, unless the commit failed first.
    besides.catch(() => {})
    return { rows: written, done: besides }
  })
  await done
  return rows
}

/** JSON has no bytes, so they are written as PostgreSQL writes them. */
function withoutBytes(values: Row): Row {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value]),
  )
}

function textOf({ columns, changed, counted, rows }: Kind, lock: '' | 'skip locked'): string {
  const typed = [...columns].map(([name, type]) => `${name} ${type}`)
  const { recorded, whole } = evidenceOfEach(2, 'changed', counted, rows)
  return `with asked as (select * from jsonb_to_recordset($1::jsonb) as asked(n integer, ${typed.join(', ')})),
    ${changed(lock)},
    ${recorded}
    select n, id from changed where ${whole}`
}
