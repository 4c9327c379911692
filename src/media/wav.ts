/** What the header of a WAV file says about its samples. */
export type WavFormat = {
  readonly dataAt: number
  readonly dataBytes: number
  readonly frameBytes: number
  readonly byteRate: number
  /** The loudness of the sample at an offset, from 0 to 1; null for a kind of sample that is not read here. */
  readonly level: ((bytes: Buffer, at: number) => number) | null
}

/** Enough for every header that telephone systems write. */
export const mostHead = 64 * 1024

/** Reads it from the beginning of the file; undefined where the header is not complete in the bytes given. */
export function wavFormat(head: Buffer): WavFormat | undefined {
  let format: Omit<WavFormat, 'dataAt' | 'dataBytes'> | undefined
  for (let at = 12; at + 8 <= head.length; ) {
    const [name, length] = [head.toString('latin1', at, at + 4), head.readUInt32LE(at + 4)]
    if (name === 'data') return format === undefined ? undefined : { ...format, dataAt: at + 8, dataBytes: length }
    if (name === 'fmt ' && length >= 16 && at + 24 <= head.length) format = samples(head, at + 8)
    at += 8 + length + (length % 2)
  }
  return undefined
}

function samples(head: Buffer, at: number) {
  const [tag, bits] = [head.readUInt16LE(at), head.readUInt16LE(at + 14)]
  const [channels, rate] = [head.readUInt16LE(at + 2), head.readUInt32LE(at + 4)]
  // The extended form names its kind of sample further on.
  const kind = tag === 0xfffe && at + 26 <= head.length ? head.readUInt16LE(at + 24) : tag
  const level = levels[`${kind}/${bits}`] ?? null
  // A player goes by samples a second; the header's bytes a second count only where samples are packed.
  const frameBytes = level === null ? head.readUInt16LE(at + 12) : (channels * bits) / 8
  const byteRate = level === null ? head.readUInt32LE(at + 8) : rate * frameBytes
  return byteRate === 0 || frameBytes === 0 ? undefined : { byteRate, frameBytes, level }
}

/** By kind (1: integers, 3: floating point, 6: A-law, 7: µ-law) and bits; reads the first channel. */
const levels: Readonly<Record<string, (bytes: Buffer, at: number) => number>> = {
  '1/8': (bytes, at) => Math.abs(bytes.readUInt8(at) - 128) / 128,
  '1/16': (bytes, at) => Math.abs(bytes.readInt16LE(at)) / 32_768,
  '1/24': (bytes, at) => Math.abs(bytes.readIntLE(at, 3)) / 8_388_608,
  '1/32': (bytes, at) => Math.abs(bytes.readInt32LE(at)) / 2_147_483_648,
  '3/32': (bytes, at) => Math.min(1, Math.abs(bytes.readFloatLE(at))),
  '6/8': (bytes, at) => aLaw(bytes.readUInt8(at)),
  '7/8': (bytes, at) => muLaw(bytes.readUInt8(at)),
}

/** ITU-T G.711. */
function aLaw(stored: number): number {
  const value = stored ^ 0x55
  const [exponent, mantissa] = [(value >> 4) & 7, value & 15]
  return (exponent === 0 ? mantissa * 2 + 1 : (mantissa * 2 + 33) << (exponent - 1)) / 4096
}

function muLaw(stored: number): number {
  const value = ~stored & 0xff
  return ((((value & 15) * 2 + 33) << ((value >> 4) & 7)) - 33) / 8192
}
