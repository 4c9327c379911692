import type { Category } from '#notice/vocabulary.ts'
import type { Field } from './field.ts'
import type { RecordType } from './record-type.ts'

/** Names of record types and fields in the database: `contact-detail` is `contact_detail`, `validUntil` is `valid_until`. */

export function tableOf(type: RecordType): string {
  return type.name.replaceAll('-', '_')
}

export function columnOf(field: string): string {
  const known = columnNames.get(field)
  if (known !== undefined) return known
  const column = field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)
  columnNames.set(field, column)
  return column
}

/** Looked up for every field of every row, so each name is worked out once. */
const columnNames = new Map<string, string>()

/** The one encrypted column that holds a row's sealed fields of a category. */
export function sealedColumnOf(category: Category): string {
  return `sealed_${category.replaceAll('-', '_')}`
}

/** Where the words about an unforeseen source are stored (S6). They may be about anybody. */
export const sourceReasonColumn = 'sealed_source_reason'

export const provenanceColumns = ['id', 'activity', 'source', sourceReasonColumn, 'collected_at', 'edition', 'clock_from'] as const

/** Columns that any activity which may see some part of the row may also see: ids, provenance and whose it is. */
export function frameColumns(type: RecordType): readonly string[] {
  const links = Object.keys(type.fields).filter((name) => type.fields[name]?.kind === 'uuid')
  return [...new Set([...provenanceColumns, ...type.tie.links, ...links.map(columnOf)])]
}

/** The column by which a row of another type refers to an item of the type. */
export function linkTo(type: RecordType): string {
  return `${tableOf(type)}_id`
}

/** The columns that hold one category of a record type. */
export function columnsOf(type: RecordType, category: Category): readonly string[] {
  const ofCategory = Object.entries(type.fields).filter(([, field]) => field.category === category)
  const plain = ofCategory.filter(([, field]) => !field.sealed).map(([name]) => columnOf(name))
  return ofCategory.some(([, field]) => field.sealed) ? [...plain, sealedColumnOf(category)] : plain
}

/** Every column that the record type declares. The catalogue test compares this with the database. */
export function declaredColumns(type: RecordType): readonly string[] {
  const fields: readonly Field[] = Object.values(type.fields)
  const categories = [...new Set(fields.map((field) => field.category))]
  return [...new Set([...frameColumns(type), ...categories.flatMap((category) => columnsOf(type, category))])]
}

/** SQL for the rows `t` that the person is told of (`toldWhen`): what follows a condition. Empty where they are told of all. */
export function toldSql({ toldWhen }: Pick<RecordType, 'toldWhen'>): string {
  return saidSql(toldWhen, '=')
}

/** SQL for the rows `t` that are lines of the ledger (`line`): what follows a condition. */
export function lineSql({ line }: Pick<RecordType, 'line'>): string {
  return saidSql(line?.unless, 'is distinct from')
}

function saidSql(said: Readonly<Record<string, string>> | undefined, compared: '=' | 'is distinct from'): string {
  return Object.entries(said ?? {})
    .map(([name, value]) => ` and t.${columnOf(name)} ${compared} '${value.replaceAll("'", "''")}'`)
    .join('')
}
