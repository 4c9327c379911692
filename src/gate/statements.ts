import type { Statement } from '#store/database.ts'
import { columnOf, frameColumns, sealedColumnOf, tableOf } from './columns.ts'
import type { FieldKind, RecordPart, RecordType, Subject } from './record-type.ts'

/** How the rows that concern a person ($1) are found, by how the type is tied to people. */
const concerning: Readonly<Record<Subject, string>> = {
  self: 'id = $1',
  own: 'person_id = $1',
  tenancy: 'id in (select tenure_id from responsible_for where person_id = $1)',
  tenure: 'tenure_id in (select tenure_id from responsible_for where person_id = $1)',
  household: 'tenure_id in (select tenure_id from member_of where person_id = $1)',
  none: 'id in (select asset_id from home_of where person_id = $1)',
}

const reads = new WeakMap<RecordPart, Statement>()

/** Reads one part of a person's rows; the columns come back under the fields' names. Prepared once per connection. */
export function readStatement(part: RecordPart): Statement {
  const made = reads.get(part)
  if (made !== undefined) return made
  const { type, category } = part
  const links = linkColumnsOf(type)
  const plain = part.fields.filter((name) => type.fields[name]?.sealed === false)
  const hasSealed = plain.length < part.fields.length
  const columns = [
    'id',
    'activity',
    'source',
    'collected_at as "collectedAt"',
    'edition',
    'clock_from as "clockFrom"',
    `${links.includes('person_id') ? 'person_id' : 'null::uuid'} as "personId"`,
    `${links.includes('tenure_id') ? 'tenure_id' : 'null::uuid'} as "tenureId"`,
    ...plain.map((name) => `${columnOf(name)} as "${name}"`),
    ...(hasSealed ? [sealedColumnOf(category)] : []),
  ]
  const statement: Statement = {
    name: `read-${type.name}-${category}`,
    text: `select ${columns.join(', ')} from ${tableOf(type)} where ${concerning[type.subject]} order by collected_at, id`,
  }
  reads.set(part, statement)
  return statement
}

/** The link to a person or tenure that a new row needs, by how its type is tied to people. */
export function linkColumnsOf(type: RecordType): readonly string[] {
  return frameColumns(type).filter((column) => column === 'person_id' || column === 'tenure_id')
}

const columnTypeOf: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  date: 'date',
  instant: 'timestamptz',
  boolean: 'boolean',
  integer: 'integer',
  pence: 'bigint',
  uuid: 'uuid',
}

/** The columns a new row fills, each with its PostgreSQL type, in the order that inserts take their values. */
export function columnTypes(type: RecordType): ReadonlyMap<string, string> {
  const columns = new Map([
    ['id', 'uuid'],
    ['activity', 'text'],
    ['source', 'text'],
    ['source_reason', 'text'],
    ['collected_at', 'timestamptz'],
    ['edition', 'text'],
    ['clock_from', 'date'],
    ...linkColumnsOf(type).map((column): [string, string] => [column, 'uuid']),
  ])
  for (const [name, field] of Object.entries(type.fields)) {
    if (field.sealed) columns.set(sealedColumnOf(field.category), 'bytea')
    else columns.set(columnOf(name), columnTypeOf[field.kind])
  }
  return columns
}

const provenance: ReadonlySet<string> = new Set(['activity', 'source', 'source_reason', 'collected_at', 'edition'])

/**
 * Inserts rows given as one array for each column; a row whose id is there already is brought up to date where a value differs.
 * A household's member may become known as a person later; whose a row of another kind is never changes. Answers the ids of rows inserted or changed.
 */
export function upsertText(type: RecordType, given: readonly string[]): string {
  const columns = new Map([...columnTypes(type)].filter(([column]) => given.includes(column)))
  const names = [...columns.keys()]
  const arrays = [...columns.values()].map((of, index) => `$${index + 1}::${of}[]`)
  const fixed: ReadonlySet<string> = new Set(type.subject === 'household' ? ['id'] : ['id', 'person_id'])
  const settable = names.filter((name) => !fixed.has(name))
  const compared = settable.filter((name) => !provenance.has(name))
  const table = tableOf(type)
  // What is known of who somebody is does not become unknown by an import that does not know it.
  const next = (name: string): string => (name === 'person_id' ? `coalesce(excluded.${name}, ${table}.${name})` : `excluded.${name}`)
  return `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})
    on conflict (id) do update set ${settable.map((name) => `${name} = ${next(name)}`).join(', ')}
    where (${compared.map((name) => `${table}.${name}`).join(', ')}) is distinct from (${compared.map(next).join(', ')})
    returning id`
}
