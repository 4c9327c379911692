import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { Readable } from 'node:stream'
import { Fault } from '#shared/fault.ts'
import { type ByteRange, openSegments, sealedRange, sealSegments } from '#store/vault/segments.ts'
import type { GateDeps } from '../deps.ts'

/** An object in the vault with its key, which is all that is needed to open it. */
export type VaultObject = { readonly id: string; readonly type: string; readonly bytes: number; readonly key: KeyObject }

/** A range of a recording. `bytes`: the length of the whole recording; `open` gives the range. */
export type Stretch = {
  readonly type: string
  readonly bytes: number
  readonly range: ByteRange
  /** All of the range, or a range of the whole recording that lies within it. A little more is decrypted than has been read so far. */
  readonly read: (within?: ByteRange) => Readable
}

/** Media that arrives as a stream. `type` is asked for at the end, since the content tells it. */
export type Incoming = {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly type: () => string
  /** Looks at the whole object once it is stored, before any row names it. If this throws, the object is deleted. */
  readonly look?: (whole: Stretch) => Promise<void>
}

/** The requested range, cut off at the recording's end; undefined if the recording ends before the range begins. */
export function stretchOf({ objects }: Pick<GateDeps, 'objects'>, object: VaultObject, asked: ByteRange): Stretch | undefined {
  const { id, type, bytes, key } = object
  const range = { from: asked.from, to: Math.min(asked.to, bytes - 1) }
  if (range.from > range.to) return undefined
  const open = ({ from, to } = range) => {
    const within = { from: Math.max(from, range.from), to: Math.min(to, range.to) }
    const plain = openSegments(key, id, objects.get(id, sealedRange(within, bytes)), within, bytes)
    return Readable.from(plain, { objectMode: false })
  }
  return { type, bytes, range, read: open }
}

/**
 * Stores incoming media in the vault, then has `store` write the row that names it. INVARIANT: the row is written after the bytes are
 * durable. If the process is killed in between, no row names the bytes, so nobody can open them, and the reconciler deletes them. If
 * anything fails, nothing of it remains.
 */
export async function putMedia(
  { objects }: Pick<GateDeps, 'objects'>,
  id: string,
  key: KeyObject,
  incoming: Incoming,
  store: (object: VaultObject) => Promise<unknown>,
): Promise<VaultObject> {
  const counted = countedBytes(incoming.bytes)
  try {
    await objects.put(id, sealSegments(key, id, counted.bytes))
    const object = { id, type: incoming.type(), bytes: counted.total(), key }
    const whole = stretchOf({ objects }, object, { from: 0, to: object.bytes - 1 })
    if (whole !== undefined) await incoming.look?.(whole)
    await store(object)
    return object
  } catch (error) {
    await objects.delete(id)
    throw error
  }
}

/**
 * The key of what was made from an object. It is derived from that object's own key, so that both are lost together, and is different for
 * each id.
 */
export function derivedKey(parent: KeyObject, id: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', parent, id, 'assured derived media', 32)))
}

/** Passes the bytes on and counts them. A recording with no bytes is a fault. */
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
