/**
 * A row of evidence as it is hashed: every column in PostgreSQL's own text form (`at` in microseconds since 1970, so that no setting
 * changes it), as a JSON array of strings and nulls in this order. Such an array is its own RFC 8785 form. Text forms, not parsed
 * values: an edit that a parser would forgive is still an edit.
 */
const leafColumns = [
  'seq',
  'at',
  'tx',
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

export type LeafRow = Readonly<Record<(typeof leafColumns)[number], string | null>>

/** The select list that yields a `LeafRow`. */
export const leafSelect = leafColumns.map((name) => `${name === 'at' ? microseconds('at') : `${name}::text`} as ${name}`).join(', ')

/** SQL of an instant as microseconds since 1970, in text; a tampered `infinity` stays itself. */
export function microseconds(column: string): string {
  return `case when isfinite(${column}) then (extract(epoch from ${column}) * 1000000)::bigint::text else ${column}::text end`
}

export function leafText(row: LeafRow): string {
  return JSON.stringify(leafColumns.map((name) => row[name]))
}
