import type { Heard } from './heard.ts'
import { broken, hollow, type Passing, type Reader } from './passing.ts'

const headBytes = 27
/** Thousandths of a second in one frame, by the configuration of a packet (RFC 6716 §3.1). */
const frames: readonly number[] = [
  ...Array.from({ length: 3 }, () => [10, 20, 40, 60]).flat(),
  ...[10, 20, 10, 20],
  ...Array.from({ length: 4 }, () => [2.5, 5, 10, 20]).flat(),
]

/** Reads Ogg with Opus in it (RFC 7845) as it passes by: how long its packets are, as each of them states. */
export function* readOggOpus(passing: Passing): Reader<Heard> {
  let [stream, packets, thousandths, skipped] = [-1, 0, 0, 0]
  let goesOn = false
  for (;;) {
    const head = yield* passing.take(headBytes)
    if (head.length === 0) break
    if (head.length < headBytes || head.toString('latin1', 0, 4) !== 'OggS') throw broken('has something in it that is not of its kind')
    const lengths = yield* passing.need(head.readUInt8(26))
    const body = yield* passing.need(lengths.reduce((sum, length) => sum + length, 0))
    const serial = head.readUInt32LE(14)
    if (stream === -1) stream = serial
    if (serial !== stream) continue
    let at = 0
    for (const length of lengths) {
      if (!goesOn && length > 0) {
        packets += 1
        const packet = body.subarray(at, at + length)
        if (packets === 1) skipped = preSkip(packet)
        else if (packets > 2) thousandths += lengthOf(packet)
      }
      at += length
      goesOn = length === 255
    }
  }
  const seconds = thousandths / 1000 - skipped / 48_000
  if (thousandths === 0 || seconds <= 0) throw hollow('sound')
  return { seconds }
}

/** Samples at the beginning that are not played. */
function preSkip(packet: Buffer): number {
  if (packet.length < 12 || packet.toString('latin1', 0, 8) !== 'OpusHead')
    throw broken('does not begin with what says how it is to be read')
  return packet.readUInt16LE(10)
}

function lengthOf(packet: Buffer): number {
  const first = packet.readUInt8(0)
  const frame = frames[first >> 3] ?? 0
  const code = first & 3
  if (code < 3) return code === 0 ? frame : frame * 2
  return packet.length < 2 ? 0 : Math.min(120, frame * (packet.readUInt8(1) & 63))
}
