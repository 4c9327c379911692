import { columnOf, frameColumns, lineSql, provenanceColumns, sealedColumnOf, tableOf } from '../src/gate/columns.ts'
import type { Field } from '../src/gate/field.ts'
import { columnTypeOf } from '../src/gate/read/statements.ts'
import { categoriesOf, type RecordType } from '../src/gate/record-type.ts'

/**
 * The SQL of a record type's table, from its declaration. Standard are: the columns of `item`; the columns that tie it to people; a column
 * for each field, and one for each category that is sealed; a foreign key with an index for each column named after a record type
 * (`asset_id`); an index by activity, and one by due date if its items are ever due; and a note of deleted media. What the declaration adds
 * under `table` comes in addition.
 */
export function tableSql(type: RecordType, about: string, tables: ReadonlySet<string>): string {
  const table = tableOf(type)
  const constraints = Object.entries(type.table?.constraints ?? {}).flatMap(([name, says]) =>
    says === null ? [] : [`constraint ${name} ${says}`],
  )
  const lines = ['like item including all', ...columnsSql(type, tables), ...constraints].map((line) => `  ${line}`)
  const indexes = Object.entries({ ...standardIndexes(type, tables), ...type.table?.indexes }).flatMap(([name, on]) =>
    on === null ? [] : [`create index ${table}_${name} on ${table} ${on};`],
  )
  return [about, `create table ${table} (`, lines.join(',\n'), ');', ...indexes, ...mediaGoneSql(type)].join('\n')
}

/** The columns that tie a row to people: neither common to all rows nor fields. */
function linksOf(type: RecordType): readonly string[] {
  const others = new Set<string>([...provenanceColumns, ...Object.keys(type.fields).map(columnOf)])
  return frameColumns(type).filter((column) => !others.has(column))
}

function columnsSql(type: RecordType, tables: ReadonlySet<string>): readonly string[] {
  const key = (column: string) => keySql(type, column, tables)
  // A household names people who have no other records.
  const links = linksOf(type).map((column) =>
    words(column, 'uuid', type.tie.mayBeUnknown === true && column === 'person_id' ? '' : 'not null', key(column)),
  )
  const fields = Object.entries<Field>(type.fields).filter(([, field]) => !field.sealed)
  const plain = fields.map(([name, field]) => {
    const column = columnOf(name)
    const unique = name === 'mediaId' ? 'unique' : ''
    return words(column, columnTypeOf[field.kind], field.optional ? '' : 'not null', unique, key(column), checkSql(column, field))
  })
  const sealed = categoriesOf(type).filter((category) =>
    Object.values<Field>(type.fields).some((field) => field.sealed && field.category === category),
  )
  return [...links, ...plain, ...sealed.map((category) => `${sealedColumnOf(category)} bytea`)]
}

/** The table whose items a column refers to; undefined if there is no such table for a foreign key. */
function namedBy(column: string, tables: ReadonlySet<string>): string | undefined {
  if (column === 'place_id') return 'camera'
  const table = column.replace(/_id$/, '')
  return table !== column && tables.has(table) ? table : undefined
}

function keySql(type: RecordType, column: string, tables: ReadonlySet<string>): string {
  const named = namedBy(column, tables)
  const left = type.table?.constraints?.[`${tableOf(type)}_${column}_fkey`] === null
  return named === undefined || left ? '' : `references ${named} (id)`
}

/** Lists that grow with every version, such as the notice's activities, get no check. */
function checkSql(column: string, { kind, limits: { least, oneOf } }: Field): string {
  if (typeof oneOf === 'object')
    return `check (${column} in (${Object.keys(oneOf)
      .map((word) => `'${word}'`)
      .join(', ')}))`
  const from = least ?? (kind === 'bytes' ? 0 : undefined)
  return from === undefined ? '' : `check (${column} >= ${from})`
}

function standardIndexes(type: RecordType, tables: ReadonlySet<string>): Readonly<Record<string, string>> {
  const columns = [...linksOf(type), ...Object.keys(type.fields).map(columnOf)].filter((column) => namedBy(column, tables) !== undefined)
  return {
    ...Object.fromEntries(columns.map((column) => [column.replace(/_id$/, ''), `(${column})`])),
    purpose: '(activity, id)',
    ...(type.matters === undefined ? {} : { due: '(activity, clock_from)' }),
  }
}

/**
 * For each deleted row, and only if it has media that the sweep does not note for its whole batch: anything more took a third of a sweep's
 * time.
 */
function mediaGoneSql(type: RecordType): readonly string[] {
  if (type.fields.mediaId === undefined) return []
  const table = tableOf(type)
  return [
    `create trigger ${table}_media_gone after delete on ${table} for each row`,
    "  when (old.media_id is not null and current_setting('assured.batch_notes_media', true) is distinct from 'on')",
    '  execute function note_media_gone();',
  ]
}

/** The two views over the types with keys of their own, of those that exist so far. */
export function keysSql(types: readonly RecordType[]): string {
  const alone = types.filter(({ tie }) => tie.standsAlone && tie.person === null)
  // An office is about nobody: it is opened to reach the visits there, and has no key.
  const offices = types.some(({ tie }) => tie.views.includes('inside_office'))
    ? ["select id, 'office' as kind, 'visitor-safety' as activity from office"]
    : []
  const own = types.filter((type) => type.tie.key === 'id' && !alone.includes(type))
  const selects = [...alone.map(aloneSql), ...offices]
  return [
    '-- The ids of items that are on nobody’s record and are opened by their own id, each for the activity that it was collected for (P2). Null: for',
    '-- any activity, as with cameras, which film people who need not be on file.',
    `create or replace view standing_alone as\n  ${selects.join('\n  union all ')};`,
    '-- The ids of all keys in use: those of people, and those of items with keys of their own.',
    'create or replace view key_in_use as',
    `  ${[...own.map(tableOf), 'task', 'standing_alone'].map((table) => `select id from ${table}`).join(' union all ')};`,
  ].join('\n')
}

function aloneSql(type: RecordType): string {
  return `select id, '${type.name}' as kind, ${type.tie.stays === true ? 'null as activity' : 'activity'} from ${tableOf(type)}`
}

/** The two views over the types that are lines of the ledger, of those that exist so far: ids, days and words of closed lists only. */
export function linesSql(types: readonly RecordType[]): string {
  const lines = types.filter(({ line }) => line !== undefined)
  const each = (columns: string, where: (type: RecordType) => string) =>
    lines.map((type) => `select ${columns} from ${tableOf(type)} t where ${where(type)}${lineSql(type)}`).join('\n  union all ')
  return [
    '-- What left, without whose it is and without an id: what is counted of it.',
    'create or replace view shared_line as',
    '  select s.activity, s.recipient, s.organisation_id, d.left_on, exists (select from agreement g where g.organisation_id = s.organisation_id',
    "      and g.for_activity = s.activity and g.kind = 'agreement' and d.left_on between g.in_force_from and g.until",
    '      and coalesce(g.ended_on > d.left_on, true)) as under_agreement',
    `  from (${each('t.activity, t.recipient, t.organisation_id, t.left_at', () => 't.left_at is not null')}) s`,
    "  cross join lateral (select (s.left_at at time zone 'Europe/London')::date as left_on) d;",
    '-- The lines that stay hidden from the person, with the day by which somebody decides anew; one that never went anywhere has none.',
    'create or replace view hidden_line as',
    `  ${each("t.id, case when t.left_at is not null or t.outcome = 'stopped' then t.show_review_on end as show_review_on", () => "t.shown = 'no'")};`,
    'grant select on shared_line, hidden_line to {machinery};',
  ].join('\n')
}

function words(...each: readonly string[]): string {
  return each.filter((word) => word !== '').join(' ')
}
