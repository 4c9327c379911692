import type { Database, Session, Statement } from '#store/database.ts'
import { digestSql } from './digest.ts'
import type { EvidenceEntry, Recorded } from './entry.ts'

/**
 * The columns that a writer fills, in the order of the type `evidence_entry`. The database fills the others (`seq`, `at`, `tx`): a role that appends
 * is granted INSERT on these columns alone, so nobody can backdate a row.
 */
export const evidenceColumns = [
  'kind',
  'actor',
  'role',
  'activity',
  'act',
  'subject',
  'subjects',
  'record_type',
  'categories',
  'outcome',
  'reasons',
  'basis',
  'clauses',
  'edition',
  'opening',
  'detail',
] as const
type Column = (typeof evidenceColumns)[number]

/**
 * Evidence as part of a larger statement that makes a change, so that both are one round trip and one commit. `recorded` is a part of the statement's
 * `with`. `whole` is a condition of its last `select`: true where every row was written, else a fault that undoes the change. `value` is for the one
 * parameter. `with changed as (update … returning id), <recorded> select … where <whole>`.
 */
export type EvidencePart = { readonly recorded: string; readonly whole: string; readonly value: readonly string[] }

/** One row with the number of ids in `changed` and their digest; no row where nothing changed. `parameter` is the number of its `$n`. */
export function evidenceOfChanged(parameter: number, entry: EvidenceEntry, changed: string): EvidencePart {
  const known = `entry.detail || jsonb_build_object('items', changes.items, 'digest', changes.digest)`
  const counted = `(select count(*) as items, ${digestSql} as digest from ${changed} having count(*) > 0) as changes`
  const sql = `${insertFrom(parameter, known)} cross join ${counted}`
  return { recorded: recordedAs(sql), whole: wholeWhere(`select least(count(*), 1) from ${changed}`), value: entriesOf([entry]) }
}

/**
 * The same for many changes at once, each with rows of its own. `n` in `changed` numbers the change from 0, and the value has the entries in that
 * order. A change of nothing has no row. `counted`: whether the row has the number of items and their digest. `rows`: rows for each change.
 */
export function evidenceOfEach(parameter: number, changed: string, counted: boolean, rows = 1): Omit<EvidencePart, 'value'> {
  const known = counted ? `entry.detail || jsonb_build_object('items', changes.items, 'digest', changes.digest)` : 'entry.detail'
  const columns = counted ? `, count(*) as items, ${digestSql} as digest` : ''
  const sql = `${insertFrom(parameter, known)} join (select n${columns} from ${changed} group by n) as changes on changes.n = (entry.ordinality - 1) / ${rows}`
  return { recorded: recordedAs(sql), whole: wholeWhere(`select count(distinct n) * ${rows} from ${changed}`) }
}

/** A part of a statement's `with` that inserts rows of evidence. `insert`: without a `returning`. */
export function recordedAs(insert: string): string {
  return `recorded as (${insert} returning 1)`
}

/** True where as many rows were written as `wanted` (SQL that counts them) says; else a fault that undoes the whole statement. */
export function wholeWhere(wanted: string): string {
  return `evidence_whole((select count(*) from recorded), (${wanted}))`
}

/** Appends in the caller's transaction: the act and its evidence are committed together or not at all. */
export async function insertEvidence(session: Session, entries: readonly Recorded[]): Promise<void> {
  if (entries.length === 0) return
  const text = `with ${recordedAs(insertFrom(1))} select ${allWritten}`
  await session.query({ name: 'evidence-append', text }, [entriesOf(entries)])
}

/**
 * The same for evidence in a transaction of its own. It waits for the disk even on a connection told not to (`synchronous_commit = off`), since an
 * answer must not leave before its evidence is durable.
 */
export async function recordEvidence(database: Database, role: string, entries: readonly Recorded[]): Promise<void> {
  await database.once(role, durably, [entriesOf(entries)])
}

const allWritten = wholeWhere('cardinality($1::evidence_entry[])')

const durably: Statement = {
  name: 'evidence-record',
  text: `with ${recordedAs(`${insertFrom(1)}, (select case when setting = 'off' then set_config('synchronous_commit', 'on', true) else setting end as setting
    from current_setting('synchronous_commit') as current (setting) offset 0) as commit where setting is not null`)} select ${allWritten}`,
}

/** One statement for any number of rows, passed as one array of `evidence_entry`; `ordinality` numbers them from 1. */
function insertFrom(parameter: number, detail = 'entry.detail'): string {
  const selected = evidenceColumns.map((name) => (name === 'detail' ? detail : `entry.${name}`))
  return `insert into evidence (${evidenceColumns.join(', ')}) select ${selected.join(', ')}
    from unnest($${parameter}::evidence_entry[]) with ordinality as entry`
}

/** The rows as the statement takes them, each written as a PostgreSQL composite value. */
export function entriesOf(entries: readonly Recorded[]): readonly string[] {
  return entries.map((entry) => {
    const { recordType: record_type, ...rest } = { ...entry, ...aboutWhom(entry) }
    const values: Readonly<Record<Column, unknown>> = { ...rest, record_type }
    return `(${evidenceColumns.map((column) => fieldOf(values[column])).join(',')})`
  })
}

/** A row about several people names them together; a row about one or nobody is like any other. */
function aboutWhom(entry: Recorded): { readonly subject: string | null; readonly subjects: readonly string[] | null } {
  if (!('subjects' in entry)) return { subject: entry.subject, subjects: null }
  const [only = null, ...others] = entry.subjects
  return others.length === 0 ? { subject: only, subjects: null } : { subject: null, subjects: entry.subjects }
}

/** A field of a composite: empty for null, a plain word or number as it is, anything else in quotes. */
function fieldOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return plainOr(`{${value.map(elementOf).join(',')}}`, /^\{[\w:.-]*\}$/)
  return plainOr(typeof value === 'string' ? value : JSON.stringify(value), /^[\w:.-]+$/)
}

/** An element of an array. The bare word `null` would mean no value, so it is quoted. */
function elementOf(value: unknown): string {
  return plainOr(String(value), /^(?!null$)[\w:.-]+$/i)
}

/** Within quotes, a quote and a backslash each get a backslash before them. */
function plainOr(text: string, plain: RegExp): string {
  return plain.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
