import type { Category } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import type { Row, Statement } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { sealedColumnOf, tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import type { RecordPart } from '../record-part.ts'
import { type Asking, rowsAsked } from './row-reader.ts'
import { readStatement } from './statements.ts'

type ReadDeps = Pick<GateDeps, 'database' | 'keys'>

export type Item<Shape> = { readonly row: Shape; readonly held: boolean }

/** What was read. `otherPurpose`: how many rows were collected for an activity whose items may not be used here; nothing of them is unsealed. */
export type Read<Shape> = { readonly items: readonly Item<Shape>[]; readonly otherPurpose: number }

/** The activities whose items may be used; null: those of all (purpose.ts). */
type Usable = readonly string[] | null

/**
 * Reads a part of some rows as the activity's own database role, and unseals the sealed values of those that may be used. `noted` records
 * the rows meanwhile; the answer waits for both.
 */
export async function readRows<Shape>(
  deps: ReadDeps,
  activity: string,
  part: RecordPart<Category, Shape>,
  asking: Asking,
  usable: Usable,
  noted?: (rows: readonly Row[]) => Promise<void>,
): Promise<Read<Shape>> {
  const role = roleName(deps.database.schema, 'activity', activity)
  const rows = await rowsAsked(deps.database, role, part, asking)
  const [, read] = await Promise.all([noted?.(rows), readOf(deps, part, rows, usable)])
  return read
}

/**
 * Several parts of one person's rows in one statement, in the order asked, as the page of a record needs them. `most`: at most this many
 * rows of each part.
 */
export async function readRowsTogether(
  deps: ReadDeps,
  activity: string,
  wanted: readonly { readonly part: RecordPart; readonly alsoHeld: boolean }[],
  { person, usable, most }: { readonly person: string; readonly usable: Usable; readonly most?: number },
): Promise<readonly Read<unknown>[]> {
  if (wanted.length === 0) return []
  const role = roleName(deps.database.schema, 'activity', activity)
  const [all] = await deps.database.once(role, together(wanted, most), [person])
  return Promise.all(
    wanted.map(({ part }, index) => {
      const rows: unknown = all?.[`part${index}`]
      if (!Array.isArray(rows)) throw new Fault('row-not-of-part', `the rows of \`${part.type.name}\` did not come`)
      const found = rows.filter(isRecord).map((row) => fromJson(part, row))
      return readOf(deps, part, found, usable)
    }),
  )
}

const statements = new Map<string, Statement>()

function together(wanted: readonly { readonly part: RecordPart; readonly alsoHeld: boolean }[], most?: number): Statement {
  const single = wanted.map(({ part, alsoHeld }) => readStatement(part, { scope: 'person', alsoHeld }))
  const limit = most === undefined ? '' : ` limit ${most}`
  const key = `${single.map((statement) => statement.name).join(' ')}${limit}`
  const known = statements.get(key)
  if (known !== undefined) return known
  const columns = single.map(({ text }, index) => `(select coalesce(json_agg(x), '[]') from (${text}${limit}) x) as part${index}`)
  const made = { name: `read-together-${statements.size}`, text: `select ${columns.join(', ')}` }
  statements.set(key, made)
  return made
}

/** Converts JSON values to what the driver would give: ciphertext as bytes, instants ending in `Z`. */
function fromJson({ type, category, fields }: RecordPart, row: Row): Row {
  const found: Row = { ...row }
  const sealedColumn = sealedColumnOf(category)
  const blob = row[sealedColumn]
  if (typeof blob === 'string') found[sealedColumn] = Buffer.from(blob.slice(2), 'hex')
  for (const name of ['collectedAt', ...fields.filter((field) => type.fields[field]?.kind === 'instant')]) {
    const instant = row[name]
    if (typeof instant === 'string') found[name] = instant.replace('+00:00', 'Z')
  }
  return found
}

/** Leaves out what may not be used, unseals the rest and checks each row against its type. */
export async function readOf<Shape>(
  deps: ReadDeps,
  part: RecordPart<Category, Shape>,
  rows: readonly Row[],
  usable: Usable,
): Promise<Read<Shape>> {
  const used = usable === null ? rows : rows.filter(({ activity }) => typeof activity === 'string' && usable.includes(activity))
  return { items: await itemsOf(deps, part, used), otherPurpose: rows.length - used.length }
}

async function itemsOf<Shape>(deps: ReadDeps, part: RecordPart<Category, Shape>, rows: readonly Row[]): Promise<readonly Item<Shape>[]> {
  const sealed = part.fields.filter((name) => part.type.fields[name]?.sealed === true)
  const open = sealed.filter((name) => part.closed?.includes(name) !== true)
  if (open.length > 0) await unseal(deps, part, open, rows)
  for (const name of part.closed ?? []) for (const row of rows) row[name] = null
  return rows.map((row) => {
    if (!part.isRow(row)) throw new Fault('row-not-of-part', `a row of \`${part.type.name}\` is not what its type declares`)
    return { row, held: row.held === true }
  })
}

/**
 * Replaces each row's sealed value by its fields. They are null where nothing is sealed, or the person's key has been erased. The rows
 * belong to this read and are changed in place, since copies would double the garbage.
 */
async function unseal({ keys }: ReadDeps, part: RecordPart, fields: readonly string[], rows: readonly Row[]): Promise<void> {
  const { category } = part
  const table = tableOf(part.type)
  const column = sealedColumnOf(category)
  const ownerIs = part.type.tie.key
  const unsealers = await keys.unsealers(rows.map((row) => row[ownerIs]))
  for (const [at, row] of rows.entries()) {
    const unsealer = unsealers[at]
    const blob = row[column]
    const { id } = row
    const unsealed = unsealer && Buffer.isBuffer(blob) && typeof id === 'string' ? unsealer({ table, row: id, category }, blob) : nothing
    for (const name of fields) row[name] = unsealed[name] ?? null
    row[column] = undefined
  }
}

const nothing: Row = {}
