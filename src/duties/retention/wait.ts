import { insertEvidence } from '#evidence/append.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import { heldSql } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Database, Row, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { believe } from './believed-clock.ts'

/**
 * Why irreversible work waits: the clock leapt ahead, or is behind the evidence; a backup was put back, which knows of no hold and no request since; or
 * an import made more items due than anybody can have meant.
 */
export type WaitCause = 'clock-gap' | 'clock-behind' | 'restore' | 'import'

/** How many items of each record type. */
export type Counts = Readonly<Record<string, number>>

/** What an import's wait covers: one item, or everything about a person. */
export type WaitingItem = { readonly person: string } | { readonly type: string; readonly id: string }

/** `since`: by the process's clock. `believed`: the last moment at which the clock was believed, or of which the backup knows. */
export type ClockWait = {
  readonly cause: 'clock-gap' | 'clock-behind' | 'restore'
  readonly since: Temporal.Instant
  readonly believed: Temporal.Instant
}
/** `goes`: what would be deleted without the wait. */
export type ImportWait = {
  readonly cause: 'import'
  readonly since: Temporal.Instant
  readonly goes: Counts
  readonly covers: readonly WaitingItem[]
}

/** A wait that nobody has confirmed. `goes`: null until it has been counted. */
export type Wait = {
  readonly id: string
  readonly cause: WaitCause
  readonly since: Temporal.Instant
  readonly believed: Temporal.Instant | null
  readonly goes: Counts | null
  readonly countedAt: Temporal.Instant | null
}

/**
 * Keeps what is due until somebody confirms its deletion. A wait for the clock or after a restore stops all irreversible work, and there is only one
 * at a time. An import's wait covers only what it names. Place it before the import stores anything that makes items due, or in the same
 * transaction, as the role `sweeper` or `machinery`, so that a sweep at that moment sees it. Answers the wait's id; null if there is
 * already one for the clock.
 */
export async function placeWait(session: Session, wait: ClockWait | ImportWait, edition: string | null): Promise<string | null> {
  const { cause, since } = wait
  const counted = cause === 'import' ? [JSON.stringify(wait.goes), since.toString()] : [null, null]
  const [placed] = await session.query<{ id: string }>(
    `insert into deletion_wait (cause, since, believed, goes, counted_at) values ($1, $2, $3, $4, $5)
      on conflict ((true)) where confirmed_at is null and cause <> 'import' do nothing returning id`,
    [cause, since.toString(), cause === 'import' ? null : wait.believed.toString(), ...counted],
  )
  if (placed === undefined) return null
  if (cause === 'import') await placeItems(session, placed.id, wait.covers)
  const more = cause === 'import' ? { items: total(wait.goes) } : { believed: wait.believed.toString() }
  const detail = { wait: placed.id, since: since.toString(), ...more }
  await insertEvidence(session, [
    systemEntry({ kind: 'system', actor: 'system:sweep', act: 'wait', reasons: [cause], clauses: ['RT1', 'P5'], edition, detail }),
  ])
  return placed.id
}

async function placeItems(session: Session, wait: string, covers: readonly WaitingItem[]): Promise<void> {
  await session.query(
    `insert into deletion_wait_item (wait_id, person_id, record_type, item_id)
      select $1, person, type, item from unnest($2::uuid[], $3::text[], $4::uuid[]) as held (person, type, item)`,
    [
      wait,
      covers.map((each) => ('person' in each ? each.person : null)),
      covers.map((each) => ('person' in each ? null : each.type)),
      covers.map((each) => ('person' in each ? null : each.id)),
    ],
  )
}

/** The waits that nobody has confirmed, the longest first. */
export async function openWaits(database: Pick<Database, 'schema' | 'once'>): Promise<readonly Wait[]> {
  const text = `select id, cause, since, believed, goes, counted_at as "countedAt" from deletion_wait where confirmed_at is null order by since, id`
  const rows = await database.once<Row & Stored>(roleName(database.schema, 'sweeper'), { name: 'open-waits', text })
  return rows.map((row) => ({ ...row, since: Temporal.Instant.from(row.since), believed: at(row.believed), countedAt: at(row.countedAt) }))
}

type Stored = Omit<Wait, 'since' | 'believed' | 'countedAt'> & {
  readonly since: string
  readonly believed: string | null
  readonly countedAt: string | null
}

function at(instant: string | null): Temporal.Instant | null {
  return instant === null ? null : Temporal.Instant.from(instant)
}

/** Whether one of them is for the clock, so that nothing irreversible may be done. */
export function stopsAll(waits: readonly Pick<Wait, 'cause'>[]): boolean {
  return waits.some(({ cause }) => cause !== 'import')
}

/** The same as SQL, for other code that deletes what is past its time. */
export const clockBelievedSql = "not exists (select from deletion_wait where confirmed_at is null and cause <> 'import')"

/** Who confirms: `colleague:<id>` in a role, or `system:operator` on the command line. */
export type Confirming = { readonly actor: string; readonly role: string | null }

/**
 * Ends the waits named. If two colleagues confirm at the same moment, the second ends nothing. If a wait was for the clock, the clock is
 * believed from this moment on, and the next gap is measured from here. Recorded in the same transaction, as the role `sweeper`. Answers
 * the waits that it ended.
 */
export async function confirmWaits(
  session: Session,
  { clock, inForce }: Pick<GateDeps, 'clock' | 'inForce'>,
  waits: readonly Pick<Wait, 'id'>[],
  by: Confirming,
): Promise<readonly string[]> {
  const ids = waits.map(({ id }) => id)
  const now = clock()
  const ended = await session.query<{ id: string; cause: string; goes: Counts | null }>(
    `update deletion_wait set confirmed_at = $2, confirmed_by = $3 where id = any($1::uuid[]) and confirmed_at is null
      returning id, cause, goes`,
    [ids, now.toString(), by.actor],
  )
  await session.query('delete from deletion_wait_item where wait_id = any($1::uuid[])', [ended.map(({ id }) => id)])
  const edition = inForce().released.hash
  const entry = systemEntry({ kind: 'decision', actor: 'system:operator', act: 'confirm', clauses: ['RT1', 'P5'], edition, detail: {} })
  await insertEvidence(
    session,
    ended.map(({ id, cause, goes }) => ({
      ...entry,
      ...by,
      reasons: [cause],
      detail: { wait: id, clock: now.toString(), ...(goes === null ? {} : { items: total(goes) }) },
    })),
  )
  // After its evidence is written, so that this row is not compared with the clock.
  if (ended.some(({ cause }) => cause !== 'import')) await believe(session, now)
  return ended.map(({ id }) => id)
}

/** SQL for whether an import's wait covers the item `t`. */
export function awaitedSql(type: RecordType): string {
  const people = '(select person_id, null::text as record_type, null::uuid as item_id from deletion_wait_item where person_id is not null)'
  return `(exists (select from deletion_wait_item w where w.record_type = '${type.name}' and w.item_id = t.id) or ${heldSql(type, people)})`
}

/** Whether an import's wait could cover items of the type. */
export async function anyAwaited(session: Pick<Session, 'query'>, type: RecordType): Promise<boolean> {
  const text = 'select from deletion_wait_item where record_type is null or record_type = $1 limit 1'
  return (await session.query(text, [type.name])).length > 0
}

/** The types whose items an import's wait could cover: on most days none. */
export async function typesAwaited(
  database: Pick<Database, 'schema' | 'once'>,
  types: readonly RecordType[],
): Promise<ReadonlySet<RecordType>> {
  const text = 'select distinct record_type as type from deletion_wait_item'
  const rows = await database.once<{ type: string | null }>(roleName(database.schema, 'sweeper'), text)
  return new Set(types.filter(({ name }) => rows.some(({ type }) => type === null || type === name)))
}

export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, items) => sum + items, 0)
}
