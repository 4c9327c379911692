import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import type { NotPermitted } from '#decisions/decision.ts'
import type { Category } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { type ByteRange, openSegments, sealedRange, sealSegments } from '#store/vault/segments.ts'
import { mayCollect } from './collect.ts'
import { entryOf, type Standing } from './judge.ts'
import type { MediaFields } from './media-fields.ts'
import type { GateParts } from './parts.ts'
import { judgeBoth } from './read-part.ts'
import { readRows } from './read-rows.ts'
import type { Fields, RecordPart, RecordType, Values } from './record-type.ts'
import { type NewItem, storeRow } from './store-row.ts'

/** The fields that `media` gives a record type, as a part of it reads them. */
export type MediaShape = {
  readonly mediaId: string | null
  readonly mediaType: string | null
  readonly mediaBytes: number | null
  readonly mediaKey: string | null
}

/** A stretch of what was recorded: `bytes` of the whole, and the range that `open` gives. */
export type Stretch = {
  readonly type: string
  readonly bytes: number
  readonly range: ByteRange
  readonly open: () => AsyncIterable<Uint8Array>
}

export type HearAnswer =
  | { readonly heard: true; readonly stretch: Stretch }
  /** `absent`: only its facts are held, or its key has been erased. `beyond`: it is shorter than where the range begins. */
  | { readonly heard: false; readonly why: 'absent' | 'beyond' }
  | { readonly heard: false; readonly why: 'refused'; readonly refusal: NotPermitted }

/**
 * A stretch of one recording of the person's, from `from` to `to` (both included, the end where it is further). Who, when and which bytes
 * are on record before any leaves, for every stretch again: a hold placed while somebody listens closes the rest (TC4).
 */
export async function hear<Shape extends MediaShape>(
  parts: GateParts,
  standing: Standing,
  part: RecordPart<Category, Shape>,
  asked: { readonly id: string } & ByteRange,
): Promise<HearAnswer> {
  const { free, held, either, differ } = judgeBoth(standing, 'view', part.category)
  const entry = entryOf(standing, 'read', 'view', either, part.type.name, [part.category])
  if (either.decision.outcome !== 'permitted') {
    await parts.record([entry])
    return { heard: false, why: 'refused', refusal: either.decision }
  }
  const { person, activity } = standing.asked
  const [item] = await readRows(parts, activity, part, { scope: 'item', values: [person, asked.id], alsoHeld: differ })
  const judgement = item?.held === true ? held : free
  if (differ && judgement.decision.outcome !== 'permitted') {
    await parts.record([entryOf(standing, 'read', 'view', judgement, part.type.name, [part.category])])
    return { heard: false, why: 'refused', refusal: judgement.decision }
  }
  const { mediaId, mediaType, mediaBytes, mediaKey } = item?.row ?? nothing
  if (mediaId === null || mediaType === null || mediaBytes === null || mediaKey === null) return { heard: false, why: 'absent' }
  const range = { from: asked.from, to: Math.min(asked.to, mediaBytes - 1) }
  if (range.from > range.to) return { heard: false, why: 'beyond' }
  await parts.record([{ ...entry, detail: { ...entry.detail, item: asked.id, from: range.from, to: range.to } }])
  const key = createSecretKey(Buffer.from(mediaKey, 'base64url'))
  const open = () => openSegments(key, mediaId, parts.objects.get(mediaId, sealedRange(range, mediaBytes)), range, mediaBytes)
  return { heard: true, stretch: { type: mediaType, bytes: mediaBytes, range, open } }
}

const nothing: MediaShape = { mediaId: null, mediaType: null, mediaBytes: null, mediaKey: null }

/** What comes in as a stream. `type` is asked for when it has come to its end: it is told by what is in it. */
export type Incoming = { readonly bytes: AsyncIterable<Uint8Array>; readonly type: () => string }

export type TakenIn = { readonly stored: true; readonly bytes: number } | { readonly stored: false; readonly refusal: NotPermitted }

/**
 * Stores an item with what was recorded. INVARIANT: the row is stored after its bytes are durable, and with their key; killed in between, they
 * are nobody's, cannot be opened, and the reconciler takes them away. Where anything fails, nothing of it is left.
 */
export async function collectMedia<F extends Fields & MediaFields>(
  parts: GateParts,
  standing: Standing,
  type: RecordType<F>,
  item: NewItem<F>,
  incoming: Incoming,
): Promise<TakenIn> {
  const may = await mayCollect(parts, standing, type, item)
  if (!may.permitted) return { stored: false, refusal: may.refusal }
  const mediaId = randomUUID()
  const key = randomBytes(32)
  const counted = countedBytes(incoming.bytes)
  try {
    await parts.objects.put(mediaId, sealSegments(createSecretKey(key), mediaId, counted.bytes))
    const media = { mediaId, mediaType: incoming.type(), mediaBytes: counted.total(), mediaKey: key.toString('base64url') }
    const values: Values<F> = { ...item.values, ...media }
    await storeRow(parts, may.from, type, { ...item, values }, may.evidence)
  } catch (error) {
    await parts.objects.delete(mediaId)
    throw error
  }
  return { stored: true, bytes: counted.total() }
}

/** Passes the bytes on and knows how many there were; nothing at all is no recording. */
function countedBytes(source: AsyncIterable<Uint8Array>) {
  let total = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      total += chunk.length
      yield chunk
    }
    if (total === 0) throw new Fault('media-empty', 'what was sent as a recording is empty')
  }
  return { bytes: counted(), total: () => total }
}
