import type { Heard } from './heard.ts'
import { hollow, type Passing, type Reader } from './passing.ts'

/** Thousands of bits a second, by the version and the number in the header of a frame (ISO/IEC 11172-3, 13818-3). */
const rates = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  later: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const samplesASecond: readonly number[] = [44_100, 48_000, 32_000]

/** Reads an MP3 as it passes by: how long its frames are. Only frames count: anything between or around them is no sound. */
export function* readMp3(passing: Passing): Reader<Heard> {
  let seconds = 0
  for (;;) {
    const head = yield* passing.peek(10)
    if (head.length < 4) break
    if (head.length === 10 && head.toString('latin1', 0, 3) === 'ID3') {
      // Its length is written with seven bits in each byte.
      yield* passing.skip(10 + [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (head.readUInt8(at) & 0x7f), 0))
      continue
    }
    const frame = frameOf(head)
    if (frame === undefined) {
      yield* passing.skip(1)
      yield* passing.seek(0xff)
      continue
    }
    const body = yield* passing.take(frame.bytes)
    // The last frame may be cut short; an incomplete frame does not count.
    if (body.length < frame.bytes) break
    seconds += frame.seconds
  }
  if (seconds === 0) throw hollow('sound')
  return { seconds }
}

function frameOf(head: Buffer): { readonly bytes: number; readonly seconds: number } | undefined {
  const bits = head.readUInt32BE(0)
  const [version, layer, rate, clock, padding] = [
    (bits >>> 19) & 3,
    (bits >>> 17) & 3,
    (bits >>> 12) & 15,
    (bits >>> 10) & 3,
    (bits >>> 9) & 1,
  ]
  const samples = samplesASecond[clock]
  if (bits >>> 21 !== 0x7ff || version === 1 || layer !== 1 || rate === 0 || samples === undefined) return undefined
  const thousands = (version === 3 ? rates.first : rates.later)[rate]
  if (thousands === undefined) return undefined
  const aSecond = samples / (version === 3 ? 1 : version === 2 ? 2 : 4)
  const each = version === 3 ? 1152 : 576
  return { bytes: Math.floor((each / 8) * ((thousands * 1000) / aSecond)) + padding, seconds: each / aSecond }
}
