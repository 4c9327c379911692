import { digestOf } from '#evidence/digest.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { isOurs } from '#store/vault/objects.ts'
import { sealedLength } from '#store/vault/segments.ts'
import { openWaits, stopsAll } from '../retention/wait.ts'

type Clearing = Pick<GateDeps, 'database' | 'objects' | 'record' | 'clock' | 'inForce'> & { readonly types: readonly RecordType[] }

/** After this many deleted objects, progress is noted: few enough that little is repeated after a kill. */
const batch = 10_000
/** This many batches run at once. */
const lanes = 2
/** This many deletions run at once. */
const abreast = 16
/** An object younger than this may still be arriving, and its row is written once it is complete. */
const comingIn = Temporal.Duration.from({ hours: 24 })

/**
 * Deletes the bytes of items that were deleted from the records (TC3, CV2). The note that they must go was committed with the deletion, and
 * is removed once they are gone, so that after a kill at any moment the next call continues. One row of evidence for each batch, with the
 * digest of the ids, once the bytes are gone. Answers how many there were.
 */
export async function clearVault(deps: Clearing): Promise<number> {
  const role = roleName(deps.database.schema, 'sweeper')
  async function lane(): Promise<number> {
    let cleared = 0
    for (;;) {
      const removed = await deps.database.transaction(role, (session) => clearBatch(deps, session))
      if (removed === 0) return cleared
      cleared += removed
    }
  }
  // One lane takes its next batch while the other waits for the vault.
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  // A failure is only reported once all lanes have ended, so that nothing continues in the background.
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return ended.reduce((sum, each) => sum + (each.status === 'fulfilled' ? each.value : 0), 0)
}

async function clearBatch(deps: Clearing, session: Session): Promise<number> {
  // The transaction waits for the vault, which may be far away. It blocks nobody, since others skip what it has locked.
  await session.query(`set local idle_in_transaction_session_timeout = '1h'`)
  const taken = await session.query<{ id: string; made: boolean }>(takeSql)
  if (taken.length === 0) return 0
  const ids = taken.filter(({ made }) => !made).map(({ id }) => id)
  const derived = taken.filter(({ made }) => made).map(({ id }) => id)
  await removeAll(deps, [...derived, ...ids])
  await deps.record([entryOf(deps, 'media-gone', [...ids, ...derived], derived.length === 0 ? {} : { derived: derived.length })])
  return taken.length
}

/**
 * `made`: what was made from a deleted item (thumbnails, waveforms) is deleted with it. Nothing new can be made from it, since that needs
 * its row.
 */
const takeSql = `with gone as (
    delete from media_gone where ctid = any(array(select ctid from media_gone limit ${batch} for update skip locked)) returning media_id
  ), derived as (
    delete from derived_media d using gone where d.parent_id = gone.media_id returning d.media_id
  )
  select media_id as id, false as made from gone union all select media_id, true from derived`

/** `orphans`: objects that were deleted because no record names them. */
export type Reconciled = Losses & { readonly orphans: number }
type ByType = Readonly<Record<string, number>>
/**
 * By type: items whose bytes are missing in the vault, and those whose object has another length than was stored. `strange`: files in the
 * vault that are not ours. An object that was altered without changing its length is noticed when it is opened.
 */
export type Losses = { readonly missing: ByType; readonly cut: ByType; readonly strange: number }

/**
 * Compares the vault with the records, both ways. Bytes without a record (an upload that was killed half-way) are deleted; a record without
 * its bytes is reported as a loss. While the clock is not believed nothing is deleted, since something that is still arriving could look
 * old. `settled`: how old an object must be before it counts as nobody's.
 */
export async function reconcileVault(deps: Clearing, settled = comingIn): Promise<Reconciled> {
  if (stopsAll(await openWaits(deps.database))) return { orphans: 0, ...(await lossesOf(deps)) }
  const settledBefore = deps.clock().subtract(settled)
  const old: string[] = []
  for await (const { name, at } of deps.objects.list()) if (isOurs(name) && Temporal.Instant.compare(at, settledBefore) < 0) old.push(name)
  // Read after the list of objects, so that anything stored meanwhile is known.
  const known = await mediaOf(deps)
  const orphans = old.filter((name) => !known.has(name))
  await removeAll(deps, orphans)
  if (orphans.length > 0) await deps.record([entryOf(deps, 'media-orphaned', orphans)])
  return { orphans: orphans.length, ...(await lossesOf(deps)) }
}

/** Which of the records' media are lost or cut short, and what else is in the vault. Deletes nothing. */
export async function lossesOf(deps: Clearing): Promise<Losses> {
  const known = await mediaOf(deps)
  const there = new Map<string, number>()
  let strange = 0
  for await (const { name, bytes } of deps.objects.list()) {
    there.set(name, bytes)
    if (!isOurs(name)) strange++
  }
  // An item that was deleted meanwhile is no loss.
  const since = await mediaOf(deps)
  const wrong = [...known].filter(([id]) => since.has(id)).map(([id, media]) => ({ ...media, lies: there.get(id) }))
  const missing = wrong.filter(({ lies }) => lies === undefined)
  const cut = wrong.filter(({ lies, bytes }) => lies !== undefined && lies !== sealedLength(bytes))
  return { missing: countedByType(missing), cut: countedByType(cut), strange }
}

type Named = { readonly type: string; readonly bytes: number }

function countedByType(media: readonly Named[]): ByType {
  const counts: Record<string, number> = {}
  for (const { type } of media) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

/** Media → the type of the record that it belongs to, directly or through what it was made from, and its length. */
async function mediaOf({ database, types }: Clearing): Promise<ReadonlyMap<string, Named>> {
  const ofTypes = types
    .filter(({ fields }) => fields.mediaId !== undefined)
    .map((type) => `select media_id as id, '${type.name}' as type, media_bytes as bytes from ${tableOf(type)} where media_id is not null`)
  const text = [...ofTypes, 'select media_id, record_type, media_bytes from derived_media'].join(' union all ')
  const rows = await database.once<{ id: string; type: string; bytes: number | string }>(roleName(database.schema, 'sweeper'), text)
  return new Map(rows.map(({ id, type, bytes }) => [id, { type, bytes: Number(bytes) }]))
}

async function removeAll({ objects }: Clearing, ids: readonly string[]): Promise<void> {
  const left = ids.values()
  const one = async (): Promise<void> => {
    for (const id of left) await objects.delete(id)
  }
  await Promise.all(Array.from({ length: abreast }, one))
}

function entryOf(
  { inForce }: Clearing,
  reason: 'media-gone' | 'media-orphaned',
  ids: readonly string[],
  more: EvidenceEntry['detail'] = {},
): EvidenceEntry {
  const edition = inForce().released.hash
  const detail = { items: ids.length, ...more, digest: digestOf(ids) }
  return systemEntry({ kind: 'erasure', actor: 'system:vault', act: 'delete', reasons: [reason], clauses: ['RT1', 'P5'], edition, detail })
}
