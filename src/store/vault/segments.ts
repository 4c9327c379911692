import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import { Fault } from '#shared/fault.ts'

/**
 * Media at rest: AES-256-GCM in segments, under a fresh key for each object. No byte leaves before it was authenticated, and a player that seeks
 * opens a few segments and not the whole. A segment's nonce is its number and whether it is the last (the STREAM construction of Hoang, Reyhanitabar,
 * Rogaway and Vizár, 2015), so segments cannot be reordered, removed, or cut off at the end. INVARIANT: a key seals one object, once, so its nonces
 * never repeat.
 */
export const segmentBytes = 64 * 1024
const tagBytes = 16
export const sealedSegmentBytes = segmentBytes + tagBytes

/** Bytes `from` to `to`, both included, as HTTP counts them. */
export type ByteRange = { readonly from: number; readonly to: number }

type Bytes = AsyncIterable<Uint8Array>

/** Seals a stream: each segment and its tag. An empty stream becomes one empty last segment, so that every object has an end. */
export async function* sealSegments(key: KeyObject, object: string, plain: Bytes): AsyncGenerator<Buffer> {
  // The end of a chunk is copied here until it is known whether more follows; the rest is sealed in place.
  const waiting = Buffer.allocUnsafe(segmentBytes)
  let filled = 0
  let number = 0
  for await (const chunk of plain) {
    let at = Math.min(segmentBytes - filled, chunk.length)
    waiting.set(chunk.subarray(0, at), filled)
    filled += at
    if (at === chunk.length) continue
    yield* sealed(key, object, number++, false, waiting)
    for (; chunk.length - at > segmentBytes; at += segmentBytes)
      yield* sealed(key, object, number++, false, chunk.subarray(at, at + segmentBytes))
    waiting.set(chunk.subarray(at))
    filled = chunk.length - at
  }
  yield* sealed(key, object, number, true, waiting.subarray(0, filled))
}

/** How many bytes the sealed object has, for a number of plain bytes. */
export function sealedLength(plainBytes: number): number {
  return plainBytes + segmentsOf(plainBytes) * tagBytes
}

/** The sealed bytes needed for a range of plain ones: whole segments. */
export function sealedRange(range: ByteRange, plainBytes: number): ByteRange {
  const last = Math.min(Math.floor(range.to / segmentBytes), segmentsOf(plainBytes) - 1)
  const from = Math.floor(range.from / segmentBytes) * sealedSegmentBytes
  return { from, to: Math.min((last + 1) * sealedSegmentBytes, sealedLength(plainBytes)) - 1 }
}

/** Opens what `sealedRange` names of an object of `plainBytes`, and yields exactly the range asked for. A fault where anything was altered. */
export async function* openSegments(
  key: KeyObject,
  object: string,
  stored: Bytes,
  range: ByteRange,
  plainBytes: number,
): AsyncGenerator<Buffer> {
  const last = segmentsOf(plainBytes) - 1
  let number = Math.floor(range.from / segmentBytes)
  let at = number * segmentBytes
  for await (const segment of inPieces(stored, sealedSegmentBytes)) {
    const plain = opened(key, object, number, number === last, segment)
    yield plain.subarray(Math.max(0, range.from - at), Math.max(0, range.to + 1 - at))
    at += plain.length
    number += 1
  }
  if (at <= range.to) throw altered()
}

function segmentsOf(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / segmentBytes))
}

function sealed(key: KeyObject, object: string, number: number, isLast: boolean, plain: Uint8Array): readonly Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast)).setAAD(Buffer.from(object, 'latin1'))
  const words = cipher.update(plain)
  cipher.final()
  return [words, cipher.getAuthTag()]
}

/** All of a segment, and nothing of it before it is proved to be what was sealed. */
function opened(key: KeyObject, object: string, number: number, isLast: boolean, segment: Buffer): Buffer {
  if (segment.length < tagBytes) throw altered()
  const end = segment.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: tagBytes })
    .setAAD(Buffer.from(object, 'latin1'))
    .setAuthTag(segment.subarray(end))
  try {
    const plain = decipher.update(segment.subarray(0, end))
    decipher.final()
    return plain
  } catch (cause) {
    throw altered(cause)
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

function altered(cause?: unknown): Fault {
  return new Fault('media-altered', 'what the vault holds of a recording is not what was put in it', { cause })
}

/**
 * A stream in pieces of one length, the last one shorter; nothing where it is empty. Only for callers who are done with a piece when they ask for the
 * next: a piece that was whole in the source's chunk is not copied.
 */
async function* inPieces(source: Bytes, length: number): AsyncGenerator<Buffer> {
  let filling = Buffer.alloc(0)
  let filled = 0
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + length - filled)
      at += part.length
      if (part.length === length) {
        yield Buffer.from(part.buffer, part.byteOffset, length)
        continue
      }
      if (filling.length === 0) filling = Buffer.allocUnsafe(length)
      filling.set(part, filled)
      filled += part.length
      if (filled < length) continue
      yield filling
      filled = 0
    }
  }
  if (filled > 0) yield filling.subarray(0, filled)
}
