import { createHash } from 'node:crypto'
import type { Activity } from '#notice/vocabulary.ts'
import type { Statement } from '#store/database.ts'
import { columnOf, sealedColumnOf, sourceReasonColumn, tableOf } from '../columns.ts'
import type { FieldKind } from '../field.ts'
import { heldSql, stoppedSql } from '../held.ts'
import type { RecordPart } from '../record-part.ts'
import type { RecordType } from '../record-type.ts'

/**
 * Which rows of a part are read: a person's ($1); one item of theirs ($2); or a page of the items that were collected for one activity and
 * are not on hold: all of them, the open ones or the newest.
 */
export type Scope = 'person' | 'item' | 'purpose' | 'open' | 'recent'

const scopes: Readonly<Record<Scope, (type: RecordType, limit: number, usedFor?: Activity) => string>> = {
  person: (type) => `${type.tie.reached} order by collected_at, id`,
  item: (type) => `${type.tie.reached} and id = $2`,
  // $1: the activity; $2: the id after which the page begins. Items on hold or stopped are left out in SQL, so that no page is short. The
  // limit is written into the statement: with a parameter PostgreSQL planned each page anew, which took longer than reading it.
  purpose: (type, limit) => `activity = $1 and id > $2 and ${listed(type)} order by id limit ${limit}`,
  // Items whose event has not happened, oldest first: work that waits. If the row that the page starts after was closed meanwhile, the list
  // starts again from the beginning.
  open: (type, limit) => `activity = $1 and clock_from is null and ${listed(type)} and not exists (select from ${tableOf(type)} l
    where l.id = $2 and l.clock_from is null and (t.collected_at, t.id) <= (l.collected_at, l.id)) order by collected_at, id limit ${limit}`,
  // The newest of another activity's items ($1). $2 is an id before every other.
  recent: (type, limit, usedFor) =>
    `activity = $1 and id > $2 and ${listed(type, usedFor)} order by clock_from desc, collected_at desc, id limit ${limit}`,
}

/** SQL for which items may be on a work list. */
export function listed(type: RecordType, usedFor?: Activity): string {
  return `${type.keeps === true ? '' : `not ${heldSql(type)} and `}not ${stoppedSql(type, usedFor)}`
}

/**
 * `alsoHeld`: whether each row's `held` says that a hold covers it. `contents`: false to read only where items came from. `limit`: rows on
 * a page (1 to 500). `usedFor`: the activity that looks at items collected for another.
 */
export type Reading = {
  readonly scope: Scope
  readonly alsoHeld?: boolean
  readonly contents?: boolean
  readonly limit?: number
  readonly usedFor?: Activity
}

/** Reads one part of some rows; the columns are returned under the fields' names. Prepared once on each connection. */
export function readStatement(part: RecordPart, reading: Reading = { scope: 'person' }): Statement {
  const { type } = part
  return madeOnce(
    type,
    nameOf(part, reading),
    () =>
      `select ${columnsRead(part, reading)} from ${tableOf(type)} t where ${scopes[reading.scope](type, reading.limit ?? 1, reading.usedFor)}`,
  )
}

/**
 * The same for many reads at once. $1 is a JSON list of `{ n, whose, item }`, where the last two are the scope's $1 and $2; each row's `n`
 * says which read it answers. The rows of each read are in order, because PostgreSQL runs the sorted subquery once for each read. Another
 * sort would copy all rows once more.
 */
export function readStatementForMany(part: RecordPart, reading: Reading): Statement {
  const { type } = part
  const { scope, limit = 1, usedFor } = reading
  const where = () => scopes[scope](type, limit, usedFor).replaceAll('$1', 'a.whose').replaceAll('$2', 'a.item')
  return madeOnce(
    type,
    `${nameOf(part, reading)}-many`,
    () => `select a.n, x.* from jsonb_to_recordset($1::jsonb) as a(n integer, whose ${byPurpose.has(scope) ? 'text' : 'uuid'}, item uuid)
      cross join lateral (select ${columnsRead(part, reading)} from ${tableOf(type)} t where ${where()}) x`,
  )
}

/** Scopes whose $1 is an activity rather than a person's id. */
const byPurpose: ReadonlySet<Scope> = new Set(['purpose', 'open', 'recent'])

const made = new WeakMap<RecordType, Map<string, Statement>>()

function madeOnce(type: RecordType, name: string, text: () => string): Statement {
  const ofType = made.get(type) ?? new Map<string, Statement>()
  made.set(type, ofType)
  const statement = ofType.get(name) ?? { name: withinLongest(name), text: text() }
  ofType.set(name, statement)
  return statement
}

/** PostgreSQL cuts a longer name off, and then takes two statements for one. */
const longestName = 63

function withinLongest(name: string): string {
  if (name.length <= longestName) return name
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16)
  return `${name.slice(0, longestName - digest.length - 1)}-${digest}`
}

function nameOf({ type, category, plain }: RecordPart, { scope, alsoHeld = false, contents = true, limit, usedFor }: Reading): string {
  const what = contents ? `${category}${plain === true ? '-plain' : ''}` : 'provenance'
  return `read-${type.name}-${what}-${scope}${alsoHeld ? '-held' : ''}${limit === undefined ? '' : `-${limit}`}${usedFor === undefined ? '' : `-${usedFor}`}`
}

/** The columns that are read of a part, under the fields' names. */
export function columnsRead(part: RecordPart, { alsoHeld = false, contents = true }: Omit<Reading, 'scope'> = {}): string {
  const { type } = part
  const held = alsoHeld ? [`${heldSql(type)} as held`] : []
  return [...provenanceColumnsOf(type), ...(contents ? contentColumnsOf(part) : []), ...held].join(', ')
}

function provenanceColumnsOf({ tie: { links } }: RecordType): readonly string[] {
  return [
    'id',
    'xmin::text as version',
    'activity',
    'source',
    'collected_at as "collectedAt"',
    'edition',
    'clock_from as "clockFrom"',
    `${links.includes('person_id') ? 'person_id' : 'null::uuid'} as "personId"`,
    `${links.includes('tenure_id') ? 'tenure_id' : 'null::uuid'} as "tenureId"`,
    `${links.includes('place_id') ? 'place_id' : 'null::uuid'} as "placeId"`,
  ]
}

function contentColumnsOf({ type, category, fields }: RecordPart): readonly string[] {
  const plain = fields.filter((name) => type.fields[name]?.sealed === false)
  const named = plain.map((name) => `${columnOf(name)} as "${name}"`)
  return plain.length < fields.length ? [...named, sealedColumnOf(category)] : named
}

/** The rows that concern a person (given as SQL) in the type's table. */
export function concerningSql(type: RecordType, person: string): string {
  return type.tie.reached.replaceAll('$1', person)
}

/**
 * The columns that never change: those that say whose the row is. The exception is the member of a household, who may become known later.
 */
export function fixedColumnsOf({ tie }: RecordType): readonly string[] {
  return tie.mayBeUnknown === true ? ['id'] : ['id', 'person_id', 'place_id']
}

/** The PostgreSQL type of a field's column. */
export const columnTypeOf: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  date: 'date',
  instant: 'timestamptz',
  boolean: 'boolean',
  integer: 'integer',
  bytes: 'bigint',
  pence: 'bigint',
  uuid: 'uuid',
}

/** The columns that a new row fills, each with its PostgreSQL type, in the order in which inserts take their values. */
export function columnTypes(type: RecordType): ReadonlyMap<string, string> {
  const columns = new Map([
    ['id', 'uuid'],
    ['activity', 'text'],
    ['source', 'text'],
    [sourceReasonColumn, 'bytea'],
    ['collected_at', 'timestamptz'],
    ['edition', 'text'],
    ['clock_from', 'date'],
    ...type.tie.links.map((column): [string, string] => [column, 'uuid']),
  ])
  for (const [name, field] of Object.entries(type.fields)) {
    if (field.sealed) columns.set(sealedColumnOf(field.category), 'bytea')
    else columns.set(columnOf(name), columnTypeOf[field.kind])
  }
  return columns
}

const provenance: ReadonlySet<string> = new Set(['activity', 'source', sourceReasonColumn, 'collected_at', 'edition'])

/**
 * Inserts rows that are given as one array for each column. If a row's id exists, its values are updated where they differ. The member of a
 * household may become known as a person later; no other row ever changes whose it is. Answers the ids of the rows inserted or changed.
 */
export function upsertText(type: RecordType, given: readonly string[]): string {
  const columns = new Map([...columnTypes(type)].filter(([column]) => given.includes(column)))
  const names = [...columns.keys()]
  const arrays = [...columns.values()].map((of, index) => `$${index + 1}::${of}[]`)
  const fixed = fixedColumnsOf(type)
  const settable = names.filter((name) => !fixed.includes(name))
  const compared = settable.filter((name) => !provenance.has(name))
  const table = tableOf(type)
  // An import that does not know who a member is leaves them known.
  const next = (name: string): string => (name === 'person_id' ? `coalesce(excluded.${name}, ${table}.${name})` : `excluded.${name}`)
  return `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})
    on conflict (id) do update set ${settable.map((name) => `${name} = ${next(name)}`).join(', ')}
    where (${compared.map((name) => `${table}.${name}`).join(', ')}) is distinct from (${compared.map(next).join(', ')})
    returning id`
}
