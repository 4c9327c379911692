import { mostHead, wavFormat } from '../wav.ts'
import type { Heard } from './heard.ts'
import { broken, hollow, type Passing, type Reader } from './passing.ts'

/** Lengths in a header that was written before the length of the sound was known. */
const unknownLength: readonly number[] = [0, 0xffff_ffff, 0x7fff_ffff]

/** Reads a WAV as it passes by: how long its samples are, counted and not as its header states. */
export function* readWav(passing: Passing): Reader<Heard> {
  let head: Buffer = yield* passing.need(12)
  for (;;) {
    const chunk = yield* passing.take(8)
    if (chunk.length < 8) throw hollow('sound')
    head = Buffer.concat([head, chunk])
    if (chunk.toString('latin1', 0, 4) === 'data') break
    const length = chunk.readUInt32LE(4)
    if (head.length + length > mostHead) throw broken('has a head without an end')
    head = Buffer.concat([head, yield* passing.need(length + (length % 2))])
  }
  const format = wavFormat(head)
  if (format === undefined) throw broken('does not say how its samples are to be read')
  const { dataBytes, frameBytes } = format
  const began = passing.at
  if (unknownLength.includes(dataBytes)) yield* passing.rest()
  else yield* passing.skip(dataBytes)
  const bytes = passing.at - began
  yield* after(passing, bytes)
  if (bytes < frameBytes) throw hollow('sound')
  return { seconds: bytes / format.byteRate }
}

/** Chunks after the samples, each with a name and a length, to the end. */
function* after(passing: Passing, bytes: number): Reader<void> {
  if (bytes % 2 === 1) yield* passing.take(1)
  for (;;) {
    const chunk = yield* passing.take(8)
    if (chunk.length === 0) return
    if (chunk.length < 8 || !/^[\x20-\x7e]{4}$/.test(chunk.toString('latin1', 0, 4))) {
      yield* passing.rest()
      throw broken('is longer than its head says')
    }
    const length = chunk.readUInt32LE(4)
    yield* passing.skip(length)
    if (length % 2 === 1) yield* passing.take(1)
  }
}
