import type { Session, Statement } from '#store/database.ts'
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

/**
 * A part of a larger statement that appends evidence: `with changed as (update …), recorded as (<sql>) select …` writes a change and
 * its evidence at once. `firstParameter` is the number of its first `$n`; `values` are for `$firstParameter` and on.
 */
export function evidenceCte(
  firstParameter: number,
  entries: readonly EvidenceEntry[],
): { readonly sql: string; readonly values: readonly unknown[] } {
  return { sql: insertText(firstParameter), values: valuesOf(entries) }
}

/** How many parameters `evidenceCte` takes, whatever the number of entries. */
export const evidenceParameters = evidenceColumns.length

/** Appends in the caller's transaction: the act and its evidence stand or fall together. */
export async function insertEvidence(session: Session, entries: readonly EvidenceEntry[]): Promise<void> {
  if (entries.length === 0) return
  await session.query(appendStatement, valuesOf(entries))
}

function insertText(firstParameter: number): string {
  const selected = evidenceColumns.map((name) => (column[name].cast === undefined ? name : `${name}::${column[name].cast}`))
  const arrays = evidenceColumns.map((name, index) => `$${firstParameter + index}::${column[name].array}[]`)
  return `insert into evidence (${evidenceColumns.join(', ')}) select ${selected.join(', ')} from unnest(${arrays.join(', ')}) as entry(${evidenceColumns.join(', ')})`
}

/** One statement for any number of rows, so that it is prepared once for each connection. Its values come from `valuesOf`. */
export const appendStatement: Statement = { name: 'evidence-append', text: insertText(1) }

/**
 * The same, for evidence that stands in a transaction of its own: it waits for the disk even on a connection told not to
 * (`synchronous_commit = off`), since an answer must not leave before its evidence is durable.
 */
export const durableAppendStatement: Statement = {
  name: 'evidence-record',
  text: `${insertText(1)}, (select case when setting = 'off' then set_config('synchronous_commit', 'on', true) else setting end as setting
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
