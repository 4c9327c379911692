import { type Done, gone, type NotDone } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Row, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { type NewTask, type Task, type TaskKind, taskKinds } from './task.ts'

const raisingText = `insert into task (kind, role, about, person_id, due_on) values ($1, $2, $3, $4, $5)
  on conflict (kind, about) where done_at is null do update set due_on = least(task.due_on, excluded.due_on)`

function raisedValues({ kind, role, about, person, dueOn }: NewTask): readonly unknown[] {
  return [kind, role, about, person, dueOn.toString()]
}

/** Raises a task in a transaction of what it is about. */
export async function raiseIn(session: Session, task: NewTask): Promise<void> {
  await session.query(raisingText, raisedValues(task))
}

/** The most tasks on a page. */
export const mostTasks = 50

type LookAnswer = Done<{ readonly task: Task; readonly proof: string | null }> | NotDone<'gone'>
export type SettleAnswer = Done | NotDone<'gone' | 'not-by-hand'>

type Deps = Pick<GateDeps, 'database' | 'keys' | 'clock' | 'inForce' | 'record'>

/** Tasks wait for a role until a day, wherever they come from. A colleague sees and settles those for their own roles. */
export function tasks(deps: Deps) {
  const { database, keys } = deps
  const role = roleName(database.schema, 'machinery')
  const columns = 'id, kind, role, about, person_id, due_on, done_at, done_by'

  async function ofColleague({ roles }: Colleague, where: string, values: readonly unknown[]): Promise<readonly Task[]> {
    const text = `select ${columns} from task t where role = any($1) and kind = any($2) and ${where} limit ${mostTasks}`
    // A task of a kind that only a newer version knows waits for that version.
    return (await database.once(role, text, [roles, Object.keys(taskKinds), ...values])).flatMap((row) => taskOf(row) ?? [])
  }

  return {
    /** If it is raised twice it is one task, with the earlier due date. */
    async raise(task: NewTask): Promise<void> {
      await database.once(role, raisingText, raisedValues(task))
    },

    /** Ends a task that is no longer needed, without anybody having done it. */
    async fallAway(kind: TaskKind, about: string): Promise<void> {
      await database.once(role, fallingSql, [kind, about, deps.clock().toString()])
    },

    /** What waits for the colleague, earliest due date first: the page after the task named. */
    waiting: (colleague: Colleague, after: string | null) =>
      ofColleague(
        colleague,
        `done_at is null and not exists (select from task l where l.id = $3 and (t.due_on, t.id) <= (l.due_on, l.id)) order by due_on, id`,
        [after],
      ),

    /** About which of these a task of the kind waits that is due by the day. Ids alone. */
    async dueAbout(kind: TaskKind, abouts: readonly string[], by: Temporal.PlainDate): Promise<readonly string[]> {
      const text = 'select about from task where kind = $1 and about = any($2) and done_at is null and due_on <= $3'
      const rows = await database.once<{ about: string }>(role, text, [kind, abouts, by.toString()])
      return rows.map(({ about }) => about)
    },

    /** What has been settled, newest first. */
    past: (colleague: Colleague) => ofColleague(colleague, 'done_at is not null order by done_at desc, id', []),

    /** One task, with what was written when it was done. That the words were shown is recorded. */
    async look(colleague: Colleague, id: string): Promise<LookAnswer> {
      const [task] = await ofColleague(colleague, 'id = $3', [id])
      if (task === undefined) return gone
      const [row] = await database.once<{ sealed: Buffer | null }>(role, 'select sealed_proof as sealed from task where id = $1', [id])
      const sealed = row?.sealed ?? null
      if (sealed === null) return { ok: true, task, proof: null }
      await deps.record([entryOf(deps, colleague, task, 'read', 'view')])
      return { ok: true, task, proof: await proofOf(keys, { id, sealed_proof: sealed }) }
    },

    /** Settles a task by hand: `proof` says in the colleague's words what was done. Recorded in the same transaction. */
    async settle(colleague: Colleague, id: string, proof: string): Promise<SettleAnswer> {
      const [task] = await ofColleague(colleague, 'id = $3 and done_at is null', [id])
      if (task === undefined) return gone
      if (!taskKinds[task.kind].byHand) return { ok: false, why: 'not-by-hand' }
      const sealed = await keys.seal(id, contextOf(id), { proof })
      return database.transaction(role, async (session): Promise<SettleAnswer> => {
        const text = 'update task set done_at = $2, done_by = $3, sealed_proof = $4 where id = $1 and done_at is null returning id'
        const done = await session.query(text, [id, deps.clock().toString(), colleague.name, sealed])
        if (done.length === 0) return gone
        await insertEvidence(session, [entryOf(deps, colleague, task, 'change', 'collect')])
        return { ok: true }
      })
    },
  }
}

const fallingSql = 'update task set done_at = $3 where kind = $1 and about = $2 and done_at is null'

/** Ends a task that is no longer needed, in the caller's transaction. */
export async function fallAwayIn(session: Session, kind: TaskKind, about: string, at: Temporal.Instant): Promise<void> {
  await session.query(fallingSql, [kind, about, at.toString()])
}

/** What was written when the task was done; null if nothing was, or if its key is gone. */
export async function proofOf(keys: Pick<GateDeps['keys'], 'unseal'>, { id, sealed_proof: sealed }: Row): Promise<string | null> {
  const unsealed = typeof id === 'string' && Buffer.isBuffer(sealed) ? await keys.unseal(id, contextOf(id), sealed) : null
  return typeof unsealed?.proof === 'string' ? unsealed.proof : null
}

function contextOf(id: string) {
  return { table: 'task', row: id, category: 'proof' }
}

function taskOf(row: Row): Task | undefined {
  const { kind } = row
  if (!isKind(kind)) return undefined
  const text = (name: string): string => String(row[name])
  const done = typeof row.done_at === 'string' ? { at: Temporal.Instant.from(row.done_at), by: orNull(row.done_by) } : null
  const dueOn = Temporal.PlainDate.from(text('due_on'))
  return { id: text('id'), kind, role: text('role'), about: text('about'), person: orNull(row.person_id), dueOn, done }
}

function isKind(stored: unknown): stored is TaskKind {
  return typeof stored === 'string' && Object.hasOwn(taskKinds, stored)
}

function orNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function entryOf(
  deps: Deps,
  colleague: Colleague,
  { kind, about, person, role }: Task,
  what: 'read' | 'change',
  act: 'view' | 'collect',
): EvidenceEntry {
  return {
    kind: what,
    actor: `colleague:${colleague.id}`,
    role,
    activity: null,
    act,
    subject: person,
    recordType: 'task',
    categories: [],
    outcome: 'permitted',
    reasons: [],
    basis: null,
    clauses: [],
    edition: deps.inForce().released.hash,
    opening: null,
    detail: { task: kind, item: about },
  }
}
