import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { RecordType } from '#gate/record-type.ts'
import { usableFor } from '#notice/compatible.ts'
import type { Edition } from '#notice/edition.ts'
import type { Role } from '#notice/vocabulary.ts'
import { dateIn } from '#shared/clock.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { tasks } from '../tasks/tasks.ts'

/** Two weeks, because wrong data may be used at any time (UK GDPR Article 5(1)(d)). */
const decidedWithin = Temporal.Duration.from({ days: 14 })

type Deps = Pick<GateDeps, 'database' | 'keys' | 'clock' | 'inForce' | 'record'>

/**
 * Raises a task for each item with a conflict, for a role that may correct it. An import calls this at its end; each sweep raises what an
 * import that was killed did not.
 */
export async function raiseConflictTasks(deps: Deps): Promise<void> {
  const text = `select distinct on (item_id) item_id as item, activity, category, person_id as person from source_conflict order by item_id, field`
  const rows = await deps.database.once<Row & Waiting>(roleName(deps.database.schema, 'sweeper'), text)
  await letFallAway(deps)
  const { edition } = deps.inForce().released
  const dueOn = dateIn(deps.clock()).add(decidedWithin)
  for (const waiting of rows) {
    const role = whoDecides(edition, waiting)
    if (role === undefined) continue
    await tasks(deps).raise({ kind: 'source-conflict', role, about: waiting.item, person: waiting.person, dueOn })
  }
}

type Waiting = { readonly item: string; readonly activity: string; readonly category: string; readonly person: string }

function whoDecides(edition: Edition, { activity, category }: Pick<Waiting, 'activity' | 'category'>): Role | undefined {
  const entry = edition.activities.find(({ id }) => id === activity)
  const grants = entry?.colleagues.filter(
    ({ acts, categories }) => acts.includes('collect') && categories.some((each) => each === category),
  )
  return grants?.flatMap(({ roles }) => roles)[0]
}

/** Whether one of the colleague's roles can be given conflicts to decide. */
export function decidesConflicts(edition: Edition, { roles }: Colleague): boolean {
  const decides = (activity: string, category: string): boolean => {
    const role = whoDecides(edition, { activity, category })
    return role !== undefined && roles.includes(role)
  }
  return edition.activities.some(({ id, categories }) => categories.some((category) => decides(id, category)))
}

/** How many items have a conflict for one of the colleague's roles to decide: only the number. */
export async function conflictsToDecide({ database }: Pick<GateDeps, 'database'>, { roles }: Colleague): Promise<number> {
  const text = `select count(*)::int as waiting from task where role = any($1) and kind = 'source-conflict' and done_at is null`
  const [row] = await database.once<{ waiting: number }>(roleName(database.schema, 'machinery'), text, [roles])
  return row?.waiting ?? 0
}

/** How many values on a person's record have a conflict that the activity may look at (P2): only the number. */
export async function conflictsAbout(
  { database, inForce }: Pick<GateDeps, 'database' | 'inForce'>,
  person: string,
  activity: string,
): Promise<number> {
  const text = 'select count(*)::int as waiting from source_conflict where person_id = $1 and ($2::text[] is null or activity = any($2))'
  const usable = usableFor(inForce().released.edition, activity)
  const [row] = await database.once<{ waiting: number }>(roleName(database.schema, 'sweeper'), text, [person, usable])
  return row?.waiting ?? 0
}

/** Ends tasks with nothing left to decide: the source agrees again, or the item was deleted. */
async function letFallAway({ database, clock }: Pick<GateDeps, 'database' | 'clock'>): Promise<void> {
  const text = `update task set done_at = $1 where kind = 'source-conflict' and done_at is null
    and not exists (select from source_conflict c where c.item_id = task.about)`
  await database.once(roleName(database.schema, 'machinery'), text, [clock().toString()])
}

/** Deletes the conflicts of deleted items, however those were deleted. Their tasks end when tasks are next raised. */
export async function forgetConflicts(deps: Pick<GateDeps, 'database'>, types: readonly RecordType[]): Promise<void> {
  const role = roleName(deps.database.schema, 'sweeper')
  const there = await deps.database.once<{ type: string }>(role, 'select distinct record_type as type from source_conflict')
  for (const type of types.filter(({ name }) => there.some((each) => each.type === name))) {
    const text = `delete from source_conflict c where record_type = $1 and not exists (select from ${tableOf(type)} t where t.id = c.item_id)`
    await deps.database.once(role, text, [type.name])
  }
}
