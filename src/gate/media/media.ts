import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { Category } from '#notice/vocabulary.ts'
import type { ByteRange } from '#store/vault/segments.ts'
import type { GateDeps } from '../deps.ts'
import type { Fields } from '../field.ts'
import { type AccessContext, entryOf } from '../judge.ts'
import type { MediaFields } from '../media-fields.ts'
import { otherPurpose, usableIn } from '../purpose.ts'
import { judgeBoth } from '../read/read-part.ts'
import { readRows } from '../read/read-rows.ts'
import type { RecordPart, Values } from '../record-part.ts'
import type { RecordType } from '../record-type.ts'
import { mayCollect } from '../write/collect.ts'
import { type NewItem, type RowOrigin, storeRow } from '../write/store-row.ts'
import { derivedOf, storeDerived } from './derived-media.ts'
import { derivedKey, type Incoming, putMedia, type Stretch, stretchOf, type VaultObject } from './media-at-rest.ts'

/** The fields that `media` gives a record type, as a part of it reads them. */
export type MediaShape = {
  readonly mediaId: string | null
  readonly mediaType: string | null
  readonly mediaBytes: number | null
  readonly mediaKey: string | null
}

/** A part of a record type that has a recording, a film or a picture, read with what opens it. */
export function asMediaPart<C extends Category>(part: RecordPart<C>): RecordPart<C, MediaShape> {
  const isRow = (row: Readonly<Record<string, unknown>>): row is Readonly<Record<string, unknown>> & MediaShape =>
    part.isRow(row) &&
    [row.mediaId, row.mediaType, row.mediaKey].every(isTextOrNull) &&
    (row.mediaBytes === null || isNumber(row.mediaBytes))
  return { ...part, isRow }
}

const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string'
const isNumber = (value: unknown): boolean => typeof value === 'number'

/** `absent`: only the facts about it are stored, or its key has been erased. `beyond`: it ends before the range begins. */
export type HearAnswer = Answer<{ readonly stretch: Stretch }, 'absent' | 'beyond'>

/**
 * A range of one of the person's recordings, from byte `from` to byte `to` inclusive, or less where it ends earlier; or of what was made
 * from it as `derived`. Who asked, when and for which bytes is recorded before any are sent, for every range: a hold placed while somebody
 * listens closes the rest (TC4).
 */
export async function hear<Shape extends MediaShape>(
  deps: GateDeps,
  access: AccessContext,
  part: RecordPart<Category, Shape>,
  asked: { readonly id: string; readonly derived?: string; readonly act?: 'view' | 'use' } & ByteRange,
): Promise<HearAnswer> {
  const found = await keptOf(deps, access, part, asked.id, asked.act ?? 'view')
  if (!found.ok) return found
  const object = asked.derived === undefined ? found.object : await derivedOf(deps, access.asked.activity, found.object, asked.derived)
  if (object === undefined) return { ok: false, why: 'absent' }
  const stretch = stretchOf(deps, object, asked)
  if (stretch === undefined) return { ok: false, why: 'beyond' }
  const derived = asked.derived === undefined ? {} : { derived: asked.derived }
  const detail = { ...found.entry.detail, item: asked.id, ...derived, ...stretch.range }
  await deps.record([{ ...found.entry, detail }])
  return { ok: true, stretch }
}

/** Records that these seconds of a recording were played, in addition to the bytes that were fetched. */
export async function notePlayed<Shape extends MediaShape>(
  deps: GateDeps,
  access: AccessContext,
  part: RecordPart<Category, Shape>,
  { id, fromSecond, untilSecond }: { readonly id: string; readonly fromSecond: number; readonly untilSecond: number },
): Promise<void> {
  const found = await keptOf(deps, access, part, id, 'view')
  if (found.ok) await deps.record([{ ...found.entry, detail: { ...found.entry.detail, item: id, fromSecond, untilSecond } }])
}

export type DeriveAnswer = Answer<{ readonly bytes: number }, 'absent'>

/**
 * Makes something from an item's recording and stores it beside the item. Whoever may open the item may open it, and it is deleted with the
 * item. One of each `kind` for an item. `by`: `collect` while the item is taken in, `use` later. `make` is given the whole recording and
 * answers what to store.
 */
export async function deriveMedia<Shape extends MediaShape>(
  deps: GateDeps,
  access: AccessContext,
  part: RecordPart<Category, Shape>,
  asked: { readonly id: string; readonly kind: string; readonly by: 'collect' | 'use' },
  make: (whole: Stretch) => Incoming,
): Promise<DeriveAnswer> {
  const found = await keptOf(deps, access, part, asked.id, asked.by)
  if (!found.ok) return found
  const parent = found.object
  const whole = stretchOf(deps, parent, { from: 0, to: parent.bytes - 1 })
  if (whole === undefined) return { ok: false, why: 'absent' }
  const id = randomUUID()
  const evidence = { ...found.entry, detail: { ...found.entry.detail, item: asked.id, derived: asked.kind } }
  const made = await putMedia(deps, id, derivedKey(parent.key, id), make(whole), (object) =>
    storeDerived(deps, access.asked.activity, { object, parent: parent.id, type: part.type.name, kind: asked.kind }, evidence),
  )
  return { ok: true, bytes: made.bytes }
}

type Found = Answer<{ readonly object: VaultObject; readonly entry: EvidenceEntry }, 'absent'>

/**
 * What an item has in the vault, if it may be opened. A refusal is already recorded when it is answered; the caller has to record
 * everything else.
 */
async function keptOf<Shape extends MediaShape>(
  deps: GateDeps,
  access: AccessContext,
  part: RecordPart<Category, Shape>,
  id: string,
  act: 'view' | 'use' | 'collect',
): Promise<Found> {
  const { free, held, either, differ } = judgeBoth(access, act, part)
  const kind = act === 'collect' ? 'change' : 'read'
  const entry = entryOf(access, kind, act, either, part.type.name, [part.category])
  if (either.decision.outcome !== 'permitted') {
    await deps.record([entry])
    return refusedBy(either.decision)
  }
  const { person, activity } = access.asked
  const asking = { scope: 'item', values: [person, id], alsoHeld: differ } as const
  const { items, otherPurpose: elsewhere } = await readRows(deps, activity, part, asking, usableIn(access))
  if (elsewhere > 0) {
    await deps.record([entryOf(access, kind, act, { decision: otherPurpose, role: either.role }, part.type.name, [part.category])])
    return refusedBy(otherPurpose)
  }
  const [item] = items
  const judgement = item?.held === true ? held : free
  if (differ && judgement.decision.outcome !== 'permitted') {
    await deps.record([entryOf(access, kind, act, judgement, part.type.name, [part.category])])
    return refusedBy(judgement.decision)
  }
  const { mediaId, mediaType, mediaBytes, mediaKey } = item?.row ?? nothing
  if (mediaId === null || mediaType === null || mediaBytes === null || mediaKey === null) return { ok: false, why: 'absent' }
  const key = createSecretKey(Buffer.from(mediaKey, 'base64url'))
  return { ok: true, object: { id: mediaId, type: mediaType, bytes: mediaBytes, key }, entry }
}

const nothing: MediaShape = { mediaId: null, mediaType: null, mediaBytes: null, mediaKey: null }

export type TakenIn = Answer<{ readonly bytes: number }>

/**
 * Media as it arrives. `values`: what is known about it once all has arrived, asked for then. They must be of the category for which
 * storing the media was permitted.
 */
export type Collected<F extends Fields> = Incoming & { readonly values?: () => Partial<Values<F>> }

/** Stores an item together with its media. The key is sealed in the row. Afterwards all of it is stored, or nothing is. */
export async function collectMedia<F extends Fields & MediaFields>(
  deps: GateDeps,
  access: AccessContext,
  type: RecordType<F>,
  item: NewItem<F>,
  incoming: Collected<F>,
): Promise<TakenIn> {
  const may = await mayCollect(deps, access, type, item)
  return may.ok ? { ok: true, bytes: await storeWithMedia(deps, may.from, type, { item, incoming, evidence: may.evidence }) } : may
}

/** The same on a permission that was given before. Answers how many bytes there were. */
export async function storeWithMedia<F extends Fields & MediaFields>(
  deps: Pick<GateDeps, 'database' | 'keys' | 'objects' | 'clock'>,
  from: RowOrigin,
  type: RecordType<F>,
  { item, incoming, evidence }: { readonly item: NewItem<F>; readonly incoming: Collected<F>; readonly evidence: EvidenceEntry },
): Promise<number> {
  const key = randomBytes(32)
  const { bytes } = await putMedia(deps, randomUUID(), createSecretKey(key), incoming, (object) => {
    const media = { mediaId: object.id, mediaType: object.type, mediaBytes: object.bytes, mediaKey: key.toString('base64url') }
    const values: Values<F> = { ...item.values, ...incoming.values?.(), ...media }
    return storeRow(deps, from, type, { ...item, values }, evidence)
  })
  return bytes
}
