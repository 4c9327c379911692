import type { Category } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import type { Session } from '#store/database.ts'
import type { Fingerprint } from '#store/keys.ts'
import { columnOf, sealedColumnOf, tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import type { Field } from '../field.ts'
import type { RecordType } from '../record-type.ts'
import type { Batch, BatchItem } from './batch.ts'
import { ownerColumnOf, ownerOf } from './sealing.ts'

type Stored = Readonly<Record<string, unknown>>
type Value = string | number | boolean | null
/** Fingerprints: of the line as it was written, and of each value taken from it. */
type Line = { readonly line: string; readonly fields: Readonly<Record<string, string>> }

/** A value that a source changed in a field that was corrected here since. `person`: whose record it is on; null if it is on nobody's. */
export type Differing = {
  readonly item: BatchItem
  readonly field: string
  readonly category: Category
  readonly value: Value
  readonly person: string | null
}

export type SettledLines = {
  /** What to store: all of a new item, and what the source changed in one that exists. */
  readonly take: readonly BatchItem[]
  readonly differing: readonly Differing[]
  /** Items deleted here about which the source now says something else. */
  readonly gone: readonly string[]
  /** Stored so that the same lines change nothing next time. */
  readonly lines: ReadonlyMap<string, Line>
  /** Fields that have no conflict any more. */
  readonly agreed: readonly { readonly item: string; readonly field: string }[]
}

/**
 * Compares what a source says with what it said last time and what is stored now, field by field. A value that the source did not change
 * stays as it is here. A value that it changed is taken, unless it was changed here too: then ours stays, and both are stored until
 * somebody decides. What was deleted here stays deleted, except for `comeBack`. Existing rows are locked until the transaction ends, so
 * that a correction made at this moment waits and is taken into account.
 */
export async function settleLines(
  session: Session,
  deps: Pick<GateDeps, 'keys'>,
  batch: Batch,
  comeBack: ReadonlySet<string>,
): Promise<SettledLines> {
  const { type } = batch
  const print = await deps.keys.fingerprints()
  const says = new Map(batch.items.map((item) => [item.id, lineOf(type, item, print)]))
  const before = await keptLines(session, [...says.keys()])
  const toCompare = batch.items.filter(({ id }) => !isRepeated(before.get(id), says.get(id)) || comeBack.has(id))
  const rows = await storedRows(session, batch, toCompare)
  const take: BatchItem[] = []
  const gone: string[] = []
  const differing: Differing[] = []
  const agreed: { item: string; field: string }[] = []
  const lines = new Map<string, Line>()
  for (const item of toCompare) {
    const [now, was, row] = [says.get(item.id), before.get(item.id), rows.get(item.id)]
    if (now === undefined) continue
    if (row === undefined && was !== undefined && !comeBack.has(item.id)) {
      if (was.line !== now.line) gone.push(item.id)
      continue
    }
    lines.set(item.id, { line: now.line, fields: { ...was?.fields, ...now.fields } })
    if (row === undefined) {
      take.push(item)
      continue
    }
    refuseAnothers(type, item, row)
    const merged = await mergedWith(deps, batch, item, { row, was, now, print })
    if (merged.item !== undefined) take.push(merged.item)
    differing.push(...merged.differing)
    agreed.push(...merged.agreed.map((field) => ({ item: item.id, field })))
  }
  return { take, gone, differing, agreed, lines }
}

/** The code of the fault where a line makes an item somebody else's: what is sealed of it can be read by the key of whose it is, and of nobody else. */
export const itemOfAnother = 'item-of-another'

function refuseAnothers(type: RecordType, item: BatchItem, row: Stored): void {
  const [theirs, stored] = [ownerOf(type, item), row[ownerColumnOf(type)]]
  if (theirs === null || typeof stored !== 'string' || theirs === stored) return
  if (Object.values(type.fields).some(({ sealed }) => sealed))
    throw new Fault(
      itemOfAnother,
      `the stored ${type.title.one.toLowerCase()} of this reference belongs to another: delete it first, or send this one under a reference of its own`,
    )
}

/** Stores what the sources said, for next time. */
export async function keepLines(session: Session, type: RecordType, lines: ReadonlyMap<string, Line>): Promise<void> {
  if (lines.size === 0) return
  const said = [...lines]
  await session.query(
    `insert into source_line (item_id, record_type, line, fields) select id, $2, line, fields
      from unnest($1::uuid[], $3::text[], $4::jsonb[]) as said (id, line, fields)
      on conflict (item_id) do update set line = excluded.line, fields = excluded.fields`,
    [said.map(([id]) => id), type.name, said.map(([, { line }]) => line), said.map(([, { fields }]) => JSON.stringify(fields))],
  )
}

/** The fingerprint of a line as text: the same text has the same fingerprint. */
export function printOfLine(type: RecordType, item: Pick<BatchItem, 'line' | 'values'>, print: Fingerprint): string {
  return print(`${type.name} ${item.line ?? JSON.stringify(item.values)}`)
}

function lineOf(type: RecordType, item: BatchItem, print: Fingerprint): Line {
  const values: Stored = item.values
  const fields: Record<string, string> = {}
  for (const [name, { kind }] of Object.entries(type.fields)) {
    if (values[name] !== undefined) fields[name] = print(`${name} ${plain(kind, values[name])}`)
  }
  for (const [name, link] of Object.entries({ '@person': item.person, '@tenure': item.tenure, '@clock': item.clockFrom?.toString() }))
    fields[name] = print(`${name} ${plain('text', link ?? null)}`)
  return { line: printOfLine(type, item, print), fields }
}

/** Writes a value in one way, whether it comes from a file or from the database. */
function plain(kind: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  return `=${kind === 'instant' && typeof value === 'string' ? Temporal.Instant.from(value).toString() : String(value)}`
}

function isRepeated(was: Line | undefined, now: Line | undefined): boolean {
  return was !== undefined && now !== undefined && Object.entries(now.fields).every(([name, said]) => was.fields[name] === said)
}

async function keptLines(session: Session, ids: readonly string[]): Promise<ReadonlyMap<string, Line>> {
  const text = 'select item_id as id, line, fields from source_line where item_id = any($1::uuid[])'
  const rows = await session.query<Line & { id: string }>(text, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

async function storedRows(session: Session, batch: Batch, items: readonly BatchItem[]): Promise<ReadonlyMap<string, Stored>> {
  if (items.length === 0) return new Map()
  const { type } = batch
  const said = (name: string) => items.some(({ values }: { readonly values: Stored }) => values[name] !== undefined)
  const fields = Object.entries(type.fields).filter(([name, field]) => said(name) || isNeeded(field))
  const columns = fields.map(([name, field]) => (field.sealed ? sealedColumnOf(field.category) : columnOf(name)))
  const all = [...new Set(['id', 'source', 'clock_from', ...type.tie.links, ...columns])].join(', ')
  const text = `select ${all} from ${tableOf(type)} where id = any($1::uuid[]) order by id for no key update`
  const rows = await session.query(text, [items.map((item) => item.id)])
  return new Map(rows.flatMap((row) => (typeof row.id === 'string' ? [[row.id, row] as const] : [])))
}

type Said = { readonly row: Stored; readonly was: Line | undefined; readonly now: Line; readonly print: Fingerprint }
type Merged = { readonly item: BatchItem | undefined; readonly differing: readonly Differing[]; readonly agreed: readonly string[] }

async function mergedWith(deps: Pick<GateDeps, 'keys'>, batch: Batch, item: BatchItem, said: Said): Promise<Merged> {
  const { type } = batch
  const { row, was, now, print } = said
  const values: Readonly<Record<string, Value | undefined>> = item.values
  const taken: Record<string, Value> = {}
  const differing: Differing[] = []
  const agreed: string[] = []
  const here = await storedValues(deps, type, row, item)
  for (const [name, field] of Object.entries(type.fields)) {
    const [fresh, last] = [now.fields[name], was?.fields[name]]
    if (fresh === undefined || fresh === last) continue
    const stored = print(`${name} ${plain(field.kind, await here(name))}`)
    // For an item from before lines were stored, its source tells whether somebody corrected it since.
    const isAsItCame = was === undefined ? row.source === batch.source : stored === (last ?? print(`${name} `))
    if (stored !== fresh && !isAsItCame) {
      differing.push({ item, field: name, category: field.category, value: values[name] ?? null, person: personOf(type, row) })
      continue
    }
    agreed.push(name)
    if (stored !== fresh) taken[name] = values[name] ?? null
  }
  const clock = clockOf(item, said, differing.length > 0)
  const isTied = !type.tie.links.includes('tenure_id') || item.tenure === row.tenure_id
  const isKnown = type.tie.mayBeUnknown !== true || item.person === null || item.person === row.person_id
  const isSame = Object.keys(taken).length === 0 && isTied && isKnown && clock === (row.clock_from ?? null)
  const clockFrom = clock === null ? null : Temporal.PlainDate.from(clock)
  // An upsert has to give every value that a row must have. Those that the source did not change are given as stored.
  const needed = Object.entries(type.fields).filter(([name, field]) => isNeeded(field) && !Object.hasOwn(taken, name))
  const asStored = Object.fromEntries(needed.flatMap(([name]) => storedIn(row[columnOf(name)], name)))
  return { item: isSame ? undefined : { ...item, values: { ...asStored, ...taken }, clockFrom }, differing, agreed }
}

function isNeeded({ optional, sealed }: Pick<Field, 'optional' | 'sealed'>): boolean {
  return !optional && !sealed
}

function storedIn(value: unknown, name: string): readonly (readonly [string, Value])[] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : []
}

/** When its period begins: as the source says, unless the date was set or changed here. */
function clockOf(item: BatchItem, { row, was, now, print }: Said, isOpen: boolean): string | null {
  const stored = typeof row.clock_from === 'string' ? row.clock_from : null
  const last = was?.fields['@clock']
  if (isOpen || now.fields['@clock'] === last) return stored
  const isAsItCame = stored === null || last === undefined || print(`@clock ${plain('text', stored)}`) === last
  return isAsItCame ? (item.clockFrom?.toString() ?? null) : stored
}

/** The stored value of a field. Sealed values are unsealed only if they are needed. */
async function storedValues(
  { keys }: Pick<GateDeps, 'keys'>,
  type: RecordType,
  row: Stored,
  item: BatchItem,
): Promise<(name: string) => Promise<unknown>> {
  const owner = row[ownerColumnOf(type)]
  const unsealed = new Map<Category, Promise<Stored | null>>()
  return async (name) => {
    const field = type.fields[name]
    if (field?.sealed !== true) return row[columnOf(name)]
    const { category } = field
    const blob = row[sealedColumnOf(category)]
    if (!Buffer.isBuffer(blob) || typeof owner !== 'string') return null
    const context = { table: tableOf(type), row: item.id, category }
    const words = unsealed.get(category) ?? keys.unseal(owner, context, blob)
    unsealed.set(category, words)
    return (await words)?.[name]
  }
}

/** The person whose record the item is on; null if many share it. */
function personOf({ tie }: RecordType, row: Stored): string | null {
  const person = tie.person === null ? null : row[columnOf(tie.person)]
  return typeof person === 'string' ? person : null
}
