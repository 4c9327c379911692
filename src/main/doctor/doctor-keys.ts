import { createSecretKey } from 'node:crypto'
import type { DoctorLine } from '#cli/system.ts'
import { sealedColumnOf, tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import { stretchOf } from '#gate/media/media-at-rest.ts'
import { categoriesOf, type RecordType } from '#gate/record-type.ts'
import { ownerColumnOf } from '#gate/write/sealing.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { Fault } from '#shared/fault.ts'
import { quoted, type Session } from '#store/database.ts'
import type { FileKeys } from '#store/file-key-provider.ts'
import { rowCipher } from '#store/row-ciphers.ts'
import { alsoNeeded } from '#store/wrapped-by-another.ts'

type Opened = { readonly owner: Session; readonly deps: GateDeps; readonly provider: FileKeys }

/** Whether wrapped keys and sealed values still open: one of each kind is opened. The result contains nothing of what was in them. */
export async function keysLine(opened: Opened): Promise<DoctorLine> {
  const what = 'keys'
  try {
    const [inForce] = await opened.owner.query<{ id: Buffer }>('select id from key_in_force')
    const samples = [...(await wrappedSamples(opened)), ...(await sealedSamples(opened)), ...(await mediaSamples(opened))]
    const says = samples.length === 0 ? 'nothing has been sealed yet' : `opened one of each: ${samples.join(', ')}`
    if (inForce?.id.equals(opened.provider.id) === true && (await anotherNeeded(opened, inForce.id)) === null)
      return { what, says, well: true }
    return { what, says: `${says}; a rotation was cut short: run \`./assured keys rotate\``, well: false }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { what, says: error.message, well: false }
  }
}

function anotherNeeded({ owner, deps, provider }: Opened, id: Buffer): Promise<Buffer | null> {
  return alsoNeeded(owner, [deps.database.schema], provider, id)
}

/** One person's key of each cipher. */
async function wrappedSamples({ owner, provider }: Opened): Promise<readonly string[]> {
  const rows = await owner.query<{ cipher: string; wrapped: Buffer }>(
    'select distinct on (cipher) cipher, wrapped from person_key order by cipher, made_at desc',
  )
  for (const { cipher, wrapped } of rows) {
    rowCipher(cipher)
    await provider.unwrap(wrapped)
  }
  return rows.map(({ cipher }) => `key for ${cipher}`)
}

type Sealed = { readonly id: string; readonly whose: string; readonly blob: Buffer }

/** The sealed values of one row of the type; undefined where no row has any, or its key was erased meanwhile. */
async function openedOf({ owner, deps }: Opened, type: RecordType, category: string, more = ''): Promise<(Sealed & Found) | undefined> {
  const [table, column] = [tableOf(type), sealedColumnOf(categoriesOf(type).find((each) => each === category) ?? type.category)]
  const rows = await owner.query<Sealed & Omit<Found, 'values'>>(
    `select r.*, r.id, ${whoseColumn(type)} as whose, r.${quoted(column)} as blob from ${quoted(table)} r
      join person_key k on k.person_id = ${whoseColumn(type)} where r.${quoted(column)} is not null ${more} limit 1`,
  )
  const [row] = rows
  if (row === undefined) return undefined
  const values = await deps.keys.unseal(row.whose, { table, row: row.id, category }, row.blob)
  return values === null ? undefined : { ...row, values }
}

type Found = {
  readonly values: Readonly<Record<string, unknown>>
  readonly media_id?: string | null
  readonly media_type?: string | null
  readonly media_bytes?: number | null
}

function whoseColumn(type: RecordType): string {
  return `r.${ownerColumnOf(type)}`
}

async function sealedSamples(opened: Opened): Promise<readonly string[]> {
  const found: string[] = []
  for (const type of everyRecordType) {
    const sealed = new Set(Object.values(type.fields).flatMap((field) => (field.sealed ? [field.category] : [])))
    for (const category of sealed) if ((await openedOf(opened, type, category)) !== undefined) found.push(`${type.name} (${category})`)
  }
  return found
}

/** The first byte of one recorded item of each type, opened with the item's own key, which its row has sealed. */
async function mediaSamples(opened: Opened): Promise<readonly string[]> {
  const found: string[] = []
  for (const type of everyRecordType) {
    const field = type.fields.mediaKey
    if (field === undefined) continue
    const row = await openedOf(opened, type, field.category, 'and r.media_id is not null')
    const key = row?.values.mediaKey
    if (row === undefined || typeof key !== 'string' || typeof row.media_id !== 'string') continue
    const kept = {
      id: row.media_id,
      type: row.media_type ?? '',
      bytes: row.media_bytes ?? 0,
      key: createSecretKey(Buffer.from(key, 'base64url')),
    }
    for await (const _ of stretchOf(opened.deps, kept, { from: 0, to: 0 })?.read() ?? []) found.push(`what was recorded of ${type.name}`)
  }
  return found
}
