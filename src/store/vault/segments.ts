import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import { Fault } from '#shared/fault.ts'

/**
 * Media at rest: AES-256-GCM in segments, under a key that is fresh for each object, so that no byte leaves before it was authenticated,
 * and a player that seeks opens a few segments and not the whole. A segment's nonce is its number and whether it is the last (the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): segments cannot be reordered, taken out, or cut off at the end.
 * INVARIANT: a key seals one object, once; its nonces then never repeat.
 */
export const segmentBytes = 1024 * 1024
const tagBytes = 16
export const sealedSegmentBytes = segmentBytes + tagBytes
/** What the cipher is given and gives at once: larger blocks are new memory from the system each time, and took six times as long. */
const blockBytes = 256 * 1024

/** Bytes `from` to `to`, both included, as HTTP counts them. */
export type ByteRange = { readonly from: number; readonly to: number }

type Bytes = AsyncIterable<Uint8Array>

/** Seals a stream. Yields sealed segments, in pieces; an empty stream is one empty last segment, so that every object has an end. */
export async function* sealSegments(key: KeyObject, object: string, plain: Bytes): AsyncGenerator<Buffer> {
  let number = 0
  // A segment is sealed once it is known whether another follows.
  let whole: Buffer | undefined
  for await (const segment of inPieces(plain, segmentBytes)) {
    if (whole !== undefined) yield* sealed(key, object, number++, false, whole)
    whole = segment
  }
  yield* sealed(key, object, number, true, whole ?? Buffer.alloc(0))
}

/** How many bytes the sealed object has, of so many plain ones. */
export function sealedLength(plainBytes: number): number {
  return plainBytes + segmentsOf(plainBytes) * tagBytes
}

/** The sealed bytes that hold a range of plain ones: whole segments. */
export function sealedRange(range: ByteRange, plainBytes: number): ByteRange {
  const last = Math.min(Math.floor(range.to / segmentBytes), segmentsOf(plainBytes) - 1)
  const from = Math.floor(range.from / segmentBytes) * sealedSegmentBytes
  return { from, to: Math.min((last + 1) * sealedSegmentBytes, sealedLength(plainBytes)) - 1 }
}

/** Opens what `sealedRange` names of an object of `plainBytes`, and yields just the range asked for. A fault where anything was altered. */
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
  for await (const segment of lentPieces(stored, sealedSegmentBytes)) {
    for (const plain of opened(key, object, number, number === last, segment)) {
      const part = plain.subarray(Math.max(0, range.from - at), Math.max(0, range.to + 1 - at))
      if (part.length > 0) yield part
      at += plain.length
    }
    number += 1
  }
  if (at <= range.to) throw altered()
}

function segmentsOf(plainBytes: number): number {
  return Math.max(1, Math.ceil(plainBytes / segmentBytes))
}

function* sealed(key: KeyObject, object: string, number: number, isLast: boolean, plain: Buffer): Generator<Buffer> {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast)).setAAD(Buffer.from(object, 'latin1'))
  let last = Buffer.alloc(0)
  for (const block of inBlocks(plain)) {
    if (last.length > 0) yield last
    last = cipher.update(block)
  }
  yield Buffer.concat([last, cipher.final(), cipher.getAuthTag()])
}

/** All of a segment, and nothing of it before it is known to be what was sealed. */
function opened(key: KeyObject, object: string, number: number, isLast: boolean, segment: Buffer): readonly Buffer[] {
  if (segment.length < tagBytes) throw altered()
  const end = segment.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: tagBytes })
    .setAAD(Buffer.from(object, 'latin1'))
    .setAuthTag(segment.subarray(end))
  try {
    const plain = inBlocks(segment.subarray(0, end)).map((block) => decipher.update(block))
    decipher.final()
    return plain
  } catch (cause) {
    throw altered(cause)
  }
}

function inBlocks(bytes: Buffer): readonly Buffer[] {
  const starts = Array.from({ length: Math.ceil(bytes.length / blockBytes) }, (_, index) => index * blockBytes)
  return starts.map((from) => bytes.subarray(from, from + blockBytes))
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
 * A stream in pieces of one length, the last one shorter; nothing where it is empty. They lie in two places by turns: one stays as it is until
 * the next but one is asked for. What the source gave is copied, for a source may use its own again.
 */
async function* inPieces(source: Bytes, length: number): AsyncGenerator<Buffer> {
  let [filling, other] = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)]
  let held = 0
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + length - held)
      filling.set(part, held)
      at += part.length
      held += part.length
      if (held < length) continue
      yield filling
      ;[filling, other] = [other, filling]
      held = 0
    }
  }
  if (held > 0) yield filling.subarray(0, held)
}

/** The same for whoever is done with a piece when they ask for the next: what comes in whole pieces is not copied. */
async function* lentPieces(source: Bytes, length: number): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]()
  try {
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
      const { buffer, byteOffset, byteLength } = next.value
      if (byteLength === length) yield Buffer.from(buffer, byteOffset, length)
      else {
        yield* inPieces(joined(next.value, pieces), length)
        return
      }
    }
  } finally {
    await pieces.return?.()
  }
}

async function* joined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}
