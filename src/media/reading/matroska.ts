import { broken, cutShort, hollow, type Passing, type Reader } from './passing.ts'
import { type Shown, ShownTimes } from './shown-times.ts'

/** The elements that are entered or read (RFC 9559); all others are skipped. */
const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  cluster: 0x1f43b675,
  clusterTime: 0xe7,
  group: 0xa0,
  block: 0xa1,
  duration: 0x9b,
  simpleBlock: 0xa3,
} as const
/** The contents of these are read like top-level elements, since each states its own type. */
const entered = new Set<number>([ids.segment, ids.info, ids.tracks, ids.track, ids.cluster, ids.group])
const numbers = new Set<number>([ids.scale, ids.clusterTime, ids.duration, ids.trackNumber, ids.trackType])
const videoTrack = 1
const unknownSize = Number.POSITIVE_INFINITY
/** The longest header of a block: its track, when it is shown, its flags. */
const blockHead = 12
/** Nanoseconds in one tick, in most files. */
const usualScale = 1_000_000

/**
 * Reads a film in Matroska as it passes by: when each picture of its first video track is shown. Each picture states its own time, so no index is
 * needed. A fault where there is no picture, or where the file is shorter than it states.
 */
export function* readMatroska(passing: Passing): Reader<Shown> {
  const pictures = new Pictures()
  let furthest = 0
  for (;;) {
    const id = yield* idOf(passing)
    if (id === undefined) break
    const size = yield* sizeOf(passing)
    if (size !== unknownSize) furthest = Math.max(furthest, passing.at + size)
    if (entered.has(id)) pictures.enter(id)
    else if (size === unknownSize) throw broken('has something of no known length')
    else if (numbers.has(id)) pictures.number(id, yield* numberOf(passing, size))
    else if (id === ids.simpleBlock || id === ids.block) {
      const head = yield* passing.need(Math.min(size, blockHead))
      pictures.block(head, size)
      yield* passing.skip(size - head.length)
    } else yield* passing.skip(size)
  }
  if (furthest > passing.at) throw cutShort()
  return pictures.shown()
}

/** Collects, element by element, the times of the first video track. */
class Pictures {
  readonly #times = new ShownTimes()
  #track: number | undefined
  #scale = usualScale
  /** Of the current cluster and block. */
  #clock = 0
  #lasts = 0
  /** Of the current track. */
  #number = 0
  #type = 0

  enter(id: number): void {
    if (id === ids.track) [this.#number, this.#type] = [0, 0]
  }

  number(id: number, value: number): void {
    if (id === ids.scale) this.#scale = value
    else if (id === ids.clusterTime) this.#clock = value
    else if (id === ids.duration) this.#lasts = value
    else if (id === ids.trackNumber) this.#number = value
    else this.#type = value
    if (this.#track === undefined && this.#type === videoTrack && this.#number > 0) this.#track = this.#number
  }

  block(head: Buffer, size: number): void {
    const { track, at, headBytes } = blockIn(head)
    // A block with nothing after its header is no picture.
    if (track === this.#track && size > headBytes) this.#times.add(((this.#clock + at) * this.#scale) / 1e9)
  }

  shown(): Shown {
    const shown = this.#times.shown((this.#lasts * this.#scale) / 1e9)
    if (shown === undefined) throw hollow('picture')
    return shown
  }
}

/** The id of the next element, as written; undefined at the end. */
function* idOf(passing: Passing): Reader<number | undefined> {
  const first = yield* passing.take(1)
  if (first.length === 0) return undefined
  const length = Math.clz32(first.readUInt8(0)) - 23
  if (length > 4) throw broken('has something in it that is not of its kind')
  const more = yield* passing.need(length - 1)
  return Buffer.concat([first, more]).readUIntBE(0, length)
}

function* sizeOf(passing: Passing): Reader<number> {
  const first = (yield* passing.need(1)).readUInt8(0)
  const length = Math.clz32(first) - 23
  if (length > 8) throw broken('has something in it that is not of its kind')
  const more = yield* passing.need(length - 1)
  let value = BigInt(first & (0xff >> length))
  for (const byte of more) value = value * 256n + BigInt(byte)
  if (value === 2n ** BigInt(7 * length) - 1n) return unknownSize
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw broken('says a length that none of its kind has')
  return Number(value)
}

function* numberOf(passing: Passing, size: number): Reader<number> {
  if (size > 8) throw broken('has a number that is none')
  let value = 0
  for (const byte of yield* passing.need(size)) value = value * 256 + byte
  return value
}

/** The track of a block, and how long after its cluster's time it is shown. */
function blockIn(head: Buffer): { readonly track: number; readonly at: number; readonly headBytes: number } {
  const first = head.length === 0 ? 0 : head.readUInt8(0)
  const length = Math.clz32(first) - 23
  if (length > 8 || head.length < length + 3) throw broken('has a picture that is cut short')
  let track = first & (0xff >> length)
  for (const byte of head.subarray(1, length)) track = track * 256 + byte
  return { track, at: head.readInt16BE(length), headBytes: length + 3 }
}
