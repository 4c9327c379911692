import { insertEvidence } from '#evidence/append.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { columnOf, sealedColumnOf, sourceReasonColumn, tableOf } from '#gate/columns.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType } from '#gate/record-type.ts'
import { ownerColumnOf } from '#gate/sealing.ts'
import type { Row, Session } from '#store/database.ts'
import type { Place } from '#store/keys.ts'
import { asOwner, asOwnerAlone, type DatabaseTarget } from '#store/target.ts'

/** Rows of a transaction: killed between two, the next start goes on. */
const atOnce = 2000

/** Columns in plain whose words go, under these names, into a sealed column of the same row. */
type Moved = { readonly column: string; readonly category: string; readonly words: ReadonlyMap<string, string> }
type Older = { readonly table: string; readonly owner: string; readonly moved: readonly Moved[] }

type Parts = Pick<GateParts, 'keys' | 'inForce'>

/**
 * Words that stood in plain before their fields were declared sealed: each row's are sealed, then the columns go and the table is written anew, so
 * that no page of it has them any more. At the first start after the migration, before any door opens; costs one look at the catalogue where
 * there is nothing to do. Answers how many rows.
 */
export async function sealOlderWords(target: DatabaseTarget, parts: Parts, types: readonly RecordType[]): Promise<number> {
  if (olderOf(types, await asOwner(target, plainColumns)).length === 0) return 0
  return asOwnerAlone(target, async (alone) => {
    // Another process may be starting too. The lock ends with this session.
    await alone.query(`select pg_advisory_lock(hashtextextended(current_schema() || ' older words', 0))`)
    return sealAll(target, parts, olderOf(types, await plainColumns(alone)), alone)
  })
}

async function sealAll(target: DatabaseTarget, parts: Parts, older: readonly Older[], alone: Session): Promise<number> {
  let sealed = 0
  for (const each of older) {
    let done: Done = { rows: 0, last: null }
    do {
      const after = done.last
      done = await asOwner(target, (owner) => sealSome(owner, parts, each, after))
      sealed += done.rows
    } while (done.rows === atOnce)
    const columns = each.moved.flatMap(({ words }) => [...words.keys()])
    // What was emptied stands on in the pages until they are written anew. The columns go last: killed before, the next start does this again.
    await alone.query(`vacuum (full) ${each.table}`)
    await asOwner(target, (owner) => dropColumns(owner, each.table, columns))
  }
  return sealed
}

async function plainColumns(owner: Session): Promise<ReadonlySet<string>> {
  const text = `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`
  return new Set((await owner.query<{ name: string }>(text)).map(({ name }) => name))
}

const whyOpened: ReadonlyMap<string, string> = new Map([
  ['reference', 'reference'],
  ['special_reason', 'specialReason'],
])

/** What the database has in plain and the declarations say is sealed. */
function olderOf(types: readonly RecordType[], plain: ReadonlySet<string>): readonly Older[] {
  const ofTypes = types.map((type): Older => {
    const table = tableOf(type)
    const byCategory = Map.groupBy(
      Object.entries(type.fields).filter(([name, field]) => field.sealed && plain.has(`${table}.${columnOf(name)}`)),
      ([, field]) => field.category,
    )
    const fields = [...byCategory].map(([category, named]): Moved => {
      const words = new Map(named.map(([name]) => [columnOf(name), name]))
      return { column: sealedColumnOf(category), category, words }
    })
    const told = plain.has(`${table}.source_reason`)
    const source: Moved = { column: sourceReasonColumn, category: 'source-reason', words: new Map([['source_reason', 'words']]) }
    return { table, owner: ownerColumnOf(type), moved: told ? [...fields, source] : fields }
  })
  const words = new Map([...whyOpened].filter(([column]) => plain.has(`opening.${column}`)))
  const opening: Older = { table: 'opening', owner: 'person_id', moved: [{ column: 'sealed_reason', category: 'reason', words }] }
  return [...ofTypes, opening].filter(({ moved }) => moved.some(({ words: named }) => named.size > 0))
}

/** `last`: the id after which to go on. */
type Done = { readonly rows: number; readonly last: string | null }

/** With the evidence of it: killed after this, what was sealed is on record. */
async function sealSome(
  owner: Session,
  { keys, inForce }: Parts,
  { table, owner: ownedBy, moved }: Older,
  after: string | null,
): Promise<Done> {
  const columns = moved.flatMap(({ words }) => [...words.keys()])
  const isThere = columns.map((column) => `${column} is not null`).join(' or ')
  // By the index of ids: what was sealed before is not looked through again.
  await owner.query('set local enable_sort = off')
  const rows = await owner.query<Row & { readonly id: string }>(
    `select id, ${ownedBy} as owned_by, ${[...columns, ...moved.map(({ column }) => column)].join(', ')} from ${table}
      where (${isThere}) ${after === null ? '' : 'and id > $1'} order by id limit ${atOnce} for update`,
    after === null ? [] : [after],
  )
  if (rows.length === 0) return { rows: 0, last: after }
  const sealed = await Promise.all(rows.map((row) => Promise.all(moved.map((each) => sealedOf(keys, table, row, each)))))
  const emptied = columns.map((column) => `${column} = null`)
  const filled = moved.map(({ column }) => `${column} = coalesce(fresh.${column}, t.${column})`)
  const values = moved.map((_, at) => sealed.map((blobs) => blobs[at] ?? null))
  const arrays = moved.map((_, at) => `$${at + 2}::bytea[]`)
  await owner.query(
    `update ${table} t set ${[...emptied, ...filled].join(', ')}
      from unnest($1::uuid[], ${arrays.join(', ')}) as fresh (id, ${moved.map(({ column }) => column).join(', ')}) where t.id = fresh.id`,
    [rows.map(({ id }) => id), ...values],
  )
  await insertEvidence(owner, [entryOf(rows.length, inForce().released.hash)])
  return { rows: rows.length, last: rows.at(-1)?.id ?? null }
}

/** The blob with what stood in plain added; null where nothing did, or where nobody's key could seal it: then the words go unsealed nowhere. */
async function sealedOf(keys: Parts['keys'], table: string, row: Row, { column, category, words }: Moved): Promise<Buffer | null> {
  const { id, owned_by: owner } = row
  const told = [...words].filter(([name]) => typeof row[name] === 'string').map(([name, called]): [string, unknown] => [called, row[name]])
  if (told.length === 0 || typeof id !== 'string' || typeof owner !== 'string') return null
  const place: Place = { table, row: id, category }
  const blob = row[column]
  const before = Buffer.isBuffer(blob) ? await keys.open(owner, place, blob) : null
  return keys.seal(owner, place, { ...before, ...Object.fromEntries(told) })
}

async function dropColumns(owner: Session, table: string, columns: readonly string[]): Promise<void> {
  await owner.query(`alter table ${table} ${columns.map((column) => `drop column if exists ${column}`).join(', ')}`)
}

function entryOf(items: number, edition: string) {
  return systemEntry({ kind: 'system', actor: 'system:upgrade', act: 'collect', edition, clauses: ['SE1'], detail: { items } })
}
