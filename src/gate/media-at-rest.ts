import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { Readable } from 'node:stream'
import { Fault } from '#shared/fault.ts'
import { type ByteRange, openSegments, sealedRange, sealSegments } from '#store/vault/segments.ts'
import type { GateParts } from './parts.ts'

/** An object of the vault with its key: all that it takes to open it. */
export type Kept = { readonly id: string; readonly type: string; readonly bytes: number; readonly key: KeyObject }

/** A stretch of what was recorded: `bytes` of the whole, and the range that `open` gives. */
export type Stretch = {
  readonly type: string
  readonly bytes: number
  readonly range: ByteRange
  /** All of the stretch, or a range of the whole that lies within it. Some of it is opened ahead of being asked for. */
  readonly open: (within?: ByteRange) => Readable
}

/** What comes in as a stream. `type` is asked for when it has come to its end: it is told by what is in it. */
export type Incoming = {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly type: () => string
  /** Looks at the whole once it lies there, before any row names it: a fault, and nothing of it is left. */
  readonly look?: (whole: Stretch) => Promise<void>
}

/** The range of it that is asked for, to its end at the most; undefined where it is shorter than where the range begins. */
export function stretchOf({ objects }: Pick<GateParts, 'objects'>, kept: Kept, asked: ByteRange): Stretch | undefined {
  const { id, type, bytes, key } = kept
  const range = { from: asked.from, to: Math.min(asked.to, bytes - 1) }
  if (range.from > range.to) return undefined
  const open = ({ from, to } = range) => {
    const within = { from: Math.max(from, range.from), to: Math.min(to, range.to) }
    const plain = openSegments(key, id, objects.get(id, sealedRange(within, bytes)), within, bytes)
    return Readable.from(plain, { objectMode: false })
  }
  return { type, bytes, range, open }
}

/**
 * Puts into the vault what comes in, and then has `store` name it in a row. INVARIANT: the row is stored after its bytes are durable; killed
 * in between, they are nobody's, cannot be opened, and the reconciler takes them away. Where anything fails, nothing of it is left.
 */
export async function putMedia(
  { objects }: Pick<GateParts, 'objects'>,
  id: string,
  key: KeyObject,
  incoming: Incoming,
  store: (kept: Kept) => Promise<unknown>,
): Promise<Kept> {
  const counted = countedBytes(incoming.bytes)
  try {
    await objects.put(id, sealSegments(key, id, counted.bytes))
    const kept = { id, type: incoming.type(), bytes: counted.total(), key }
    const whole = stretchOf({ objects }, kept, { from: 0, to: kept.bytes - 1 })
    if (whole !== undefined) await incoming.look?.(whole)
    await store(kept)
    return kept
  } catch (error) {
    await objects.delete(id)
    throw error
  }
}

/** The key of what was made of an object: drawn from the object's own, so that it is lost with it, and another one for each. */
export function derivedKey(parent: KeyObject, id: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', parent, id, 'assured derived media', 32)))
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
