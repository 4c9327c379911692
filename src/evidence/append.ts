import type { Session, Statement } from '#store/database.ts'
import { digestSql } from './digest.ts'
import type { EvidenceEntry } from './entry.ts'

/**
 * The columns that a writer fills. The others (`seq`, `at`, `tx`) are the database's own: a role that appends is granted INSERT on
 * these alone, so that nobody can date a row back.
 */
export const evidenceColumns = [
  'kind',
  'actor',
  'role',
  'activity',
  'act',
  'subject',
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

/** `array`: the type of the values sent, one for each row. Lists travel as text, for unnest would flatten them. */
const column: Readonly<
  Record<Column, { readonly of: (entry: EvidenceEntry) => string | null; readonly array: string; readonly cast?: string }>
> = {
  kind: { of: (entry) => entry.kind, array: 'text' },
  actor: { of: (entry) => entry.actor, array: 'text' },
  role: { of: (entry) => entry.role, array: 'text' },
  activity: { of: (entry) => entry.activity, array: 'text' },
  act: { of: (entry) => entry.act, array: 'text' },
  subject: { of: (entry) => entry.subject, array: 'uuid' },
  record_type: { of: (entry) => entry.recordType, array: 'text' },
  categories: { of: (entry) => listLiteral(entry.categories), array: 'text', cast: 'text[]' },
  outcome: { of: (entry) => entry.outcome, array: 'text' },
  reasons: { of: (entry) => listLiteral(entry.reasons), array: 'text', cast: 'text[]' },
  basis: { of: (entry) => entry.basis, array: 'text' },
  clauses: { of: (entry) => listLiteral(entry.clauses), array: 'text', cast: 'text[]' },
  edition: { of: (entry) => entry.edition, array: 'text' },
  opening: { of: (entry) => entry.opening, array: 'uuid' },
  detail: { of: (entry) => JSON.stringify(entry.detail), array: 'text', cast: 'jsonb' },
}

/** A part of a larger statement: its text, and the values for its parameters. */
export type EvidencePart = { readonly sql: string; readonly values: readonly unknown[] }

/**
 * Appends one row within a larger statement, so that a change and its evidence are one round trip and one commit:
 * `with stored as (insert …) <sql>`. `firstParameter` is the number of its first `$n`; it takes `evidenceParameters` of them.
 */
export function evidenceOf(firstParameter: number, entry: EvidenceEntry): EvidencePart {
  return { sql: `${insertInto} select ${parametersFrom(firstParameter).join(', ')}`, values: scalarsOf(entry) }
}

/**
 * The same for a change of many items, or perhaps of none: `with changed as (update … returning id), recorded as (<sql>) select …`.
 * One row with the number of ids in `changed` and their digest; no row where nothing changed.
 */
export function evidenceOfChanged(firstParameter: number, entry: EvidenceEntry, changed: string): EvidencePart {
  const given = parametersFrom(firstParameter)
  const detail = `${given.at(-1)} || jsonb_build_object('items', count(*), 'digest', ${digestSql})`
  return {
    sql: `${insertInto} select ${[...given.slice(0, -1), detail].join(', ')} from ${changed} having count(*) > 0`,
    values: scalarsOf(entry),
  }
}

/** How many parameters either takes. */
export const evidenceParameters = evidenceColumns.length

const insertInto = `insert into evidence (${evidenceColumns.join(', ')})`

function parametersFrom(first: number): readonly string[] {
  return evidenceColumns.map((name, index) => `$${first + index}::${column[name].cast ?? column[name].array}`)
}

function scalarsOf(entry: EvidenceEntry): readonly unknown[] {
  return evidenceColumns.map((name) => column[name].of(entry))
}

/** Appends in the caller's transaction: the act and its evidence stand or fall together. */
export async function insertEvidence(session: Session, entries: readonly EvidenceEntry[]): Promise<void> {
  if (entries.length === 0) return
  await session.query(appendStatement, valuesOf(entries))
}

function insertText(): string {
  const selected = evidenceColumns.map((name) => (column[name].cast === undefined ? name : `${name}::${column[name].cast}`))
  const arrays = evidenceColumns.map((name, index) => `$${index + 1}::${column[name].array}[]`)
  return `${insertInto} select ${selected.join(', ')} from unnest(${arrays.join(', ')}) as entry(${evidenceColumns.join(', ')})`
}

/** One statement for any number of rows, so that it is prepared once for each connection. Its values come from `valuesOf`. */
export const appendStatement: Statement = { name: 'evidence-append', text: insertText() }

/**
 * The same, for evidence that stands in a transaction of its own: it waits for the disk even on a connection told not to
 * (`synchronous_commit = off`), since an answer must not leave before its evidence is durable.
 */
export const durableAppendStatement: Statement = {
  name: 'evidence-record',
  text: `${insertText()}, (select case when setting = 'off' then set_config('synchronous_commit', 'on', true) else setting end as setting
    from current_setting('synchronous_commit') as current (setting) offset 0) as commit where setting is not null`,
}

/** One array for each column, one element for each entry. */
export function valuesOf(entries: readonly EvidenceEntry[]): readonly (readonly (string | null)[])[] {
  return evidenceColumns.map((name) => entries.map(column[name].of))
}

/** PostgreSQL's text form of an array of text. */
function listLiteral(list: readonly string[]): string {
  return `{${list.map((word) => `"${word.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}
