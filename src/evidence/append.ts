import type { Database, Session, Statement } from '#store/database.ts'
import { digestSql } from './digest.ts'
import type { EvidenceEntry, Recorded } from './entry.ts'

/**
 * The columns that a writer fills, each with its type. The others (`seq`, `at`, `tx`) are the database's own: a role that appends is
 * granted INSERT on these alone, so that nobody can date a row back.
 */
const columnTypes = {
  kind: 'text',
  actor: 'text',
  role: 'text',
  activity: 'text',
  act: 'text',
  subject: 'uuid',
  record_type: 'text',
  categories: 'text[]',
  outcome: 'text',
  reasons: 'text[]',
  basis: 'text',
  clauses: 'text[]',
  edition: 'text',
  opening: 'uuid',
  detail: 'jsonb',
} as const

export const evidenceColumns: readonly string[] = Object.keys(columnTypes)

/** A part of a larger statement: its text, and the value for its one parameter. */
export type EvidencePart = { readonly sql: string; readonly value: string }

/**
 * Appends one row within a larger statement, so that a change of many items, or perhaps of none, and its evidence are one round trip and
 * one commit. `parameter` is the number of its `$n`: `with changed as (update … returning id), recorded as (<sql>) select …`.
 * One row with the number of ids in `changed` and their digest; no row where nothing changed.
 */
export function evidenceOfChanged(parameter: number, entry: EvidenceEntry, changed: string): EvidencePart {
  const known = `entry.detail || jsonb_build_object('items', changes.items, 'digest', changes.digest)`
  const counted = `(select count(*) as items, ${digestSql} as digest from ${changed} having count(*) > 0) as changes`
  return { sql: `${insertFrom(parameter, known)} cross join ${counted}`, value: jsonOf([entry]) }
}

/**
 * The same for many changes at once, each with its own row: `changed` tells in `n` whose each id is, and the value is the entries in that
 * order. No row for whom nothing changed. `counted`: whether the row says how many items there were, and their digest.
 */
export function evidenceOfEach(parameter: number, changed: string, counted: boolean): string {
  const known = counted ? `entry.detail || jsonb_build_object('items', changes.items, 'digest', changes.digest)` : 'entry.detail'
  const columns = counted ? `, count(*) as items, ${digestSql} as digest` : ''
  return `${insertFrom(parameter, known)} join (select n${columns} from ${changed} group by n) as changes on changes.n = entry.n`
}

/** Appends in the caller's transaction: the act and its evidence stand or fall together. */
export async function insertEvidence(session: Session, entries: readonly EvidenceEntry[]): Promise<void> {
  if (entries.length === 0) return
  await session.query({ name: 'evidence-append', text: insertFrom(1) }, [jsonOf(entries)])
}

/**
 * The same, for evidence that stands in a transaction of its own: it waits for the disk even on a connection told not to
 * (`synchronous_commit = off`), since an answer must not leave before its evidence is durable.
 */
export async function recordEvidence(database: Database, role: string, entries: readonly Recorded[]): Promise<void> {
  await database.once(role, durably, [jsonOf(entries)])
}

const durably: Statement = {
  name: 'evidence-record',
  text: `${insertFrom(1)}, (select case when setting = 'off' then set_config('synchronous_commit', 'on', true) else setting end as setting
    from current_setting('synchronous_commit') as current (setting) offset 0) as commit where setting is not null`,
}

/**
 * One statement for any number of rows, which come as one JSON list: arrays, one for each column, are counted by PostgreSQL, which then
 * plans each batch anew and spends more on planning than on storing.
 */
function insertFrom(parameter: number, detail = 'entry.detail'): string {
  const typed = Object.entries(columnTypes).map(([name, type]) => `${name} ${type}`)
  const special: Readonly<Record<string, string>> = { detail, subject: 'coalesce(one.subject, entry.subject)' }
  const selected = evidenceColumns.map((name) => special[name] ?? `entry.${name}`)
  return `insert into evidence (${evidenceColumns.join(', ')}) select ${selected.join(', ')}
    from jsonb_to_recordset($${parameter}::jsonb) as entry(${typed.join(', ')}, subjects uuid[], n integer)
    left join lateral unnest(entry.subjects) as one(subject) on true`
}

/** The rows as a statement takes them; each is numbered by its place. */
export function jsonOf(entries: readonly Recorded[]): string {
  return JSON.stringify(entries.map(({ recordType, ...entry }, n) => ({ ...entry, record_type: recordType, n })))
}
