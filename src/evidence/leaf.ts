/**
 * A row of evidence as it is hashed: every column in PostgreSQL's text form (`at` in microseconds since 1970, so that no setting changes it), as a
 * JSON array of strings and nulls in this order. Such an array, without spaces, is its own RFC 8785 form. Text forms are used because an edit that a
 * parser would forgive is still an edit. The list is written out here, apart from the columns that writers fill: those may change, and what was
 * sealed must always be hashed in the same way.
 */
export const leafColumns = [
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

/** Comes last, and only for a row that has it: rows without it are hashed as if there were no such column. */
const aboutMany = 'subjects'

/** `leaf`: what is hashed. */
export type LeafRow = { readonly seq: string; readonly tx: string; readonly leaf: string }

/** The select list that yields a `LeafRow`. The database writes the array, because parsing eighteen columns here takes three times as long. */
export const leafSelect = `seq::text as seq, tx::text as tx,
  array_to_json(array[${leafColumns.map((name) => (name === 'at' ? microseconds('at') : `${name}::text`)).join(', ')}]
    || case when ${aboutMany} is not null then array[${aboutMany}::text] end)::text as leaf`

/** SQL of an instant as microseconds since 1970, in text; a forged `infinity` stays `infinity`. */
export function microseconds(column: string): string {
  return `case when isfinite(${column}) then (extract(epoch from ${column}) * 1000000)::bigint::text else ${column}::text end`
}
