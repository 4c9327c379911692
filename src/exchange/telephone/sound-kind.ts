import { type Kind, says, toldKind } from '#media/told-kind.ts'
import { Fault } from '#shared/fault.ts'
import { mostHead, wavFormat } from './wav.ts'

/** The kinds of sound that telephone systems record and browsers play. */
const kinds: readonly Kind[] = [
  { type: 'audio/wav', begins: (head) => says(head, 0, 'RIFF') && says(head, 8, 'WAVE') },
  { type: 'audio/ogg', begins: (head) => says(head, 0, 'OggS') && head.includes('OpusHead', 28, 'latin1') },
  { type: 'audio/mp4', begins: (head) => says(head, 4, 'ftyp') && says(head, 8, 'M4A ') },
  { type: 'audio/mpeg', begins: (head) => says(head, 0, 'ID3') || isMpegFrame(head) },
]

/** Eleven bits of synchronisation, then a version, a layer III, a bit rate and a sample rate that exist (ISO/IEC 11172-3). */
function isMpegFrame(head: Buffer): boolean {
  if (head.length < 3) return false
  const [first, second, third] = [head.readUInt8(0), head.readUInt8(1), head.readUInt8(2)]
  const [version, layer] = [(second >> 3) & 3, (second >> 1) & 3]
  const [bitRate, sampleRate] = [third >> 4, (third >> 2) & 3]
  return first === 0xff && second >> 5 === 7 && version !== 1 && layer === 1 && bitRate > 0 && bitRate < 15 && sampleRate !== 3
}

/** A telephone system's clock and its recorder's need not agree to the second. */
const agreeing = 2

/**
 * Passes a recording on, once its beginning shows that it is one, and while it is no longer than it may be: `bytes`, and, of a kind whose head
 * says it, the `seconds` that were recorded.
 */
export function soundOf(source: AsyncIterable<Uint8Array>, most: { readonly bytes: number; readonly seconds?: number | undefined }) {
  const unknown = 'a recording is WAV, MP3, Ogg Opus or M4A, and this begins as none of them'
  const told = toldKind(source, { kinds, mostBytes: most.bytes, unknown })
  const { seconds } = most
  return seconds === undefined ? told : { ...told, bytes: noLonger(told, seconds) }
}

async function* noLonger({ bytes, type }: ReturnType<typeof toldKind>, seconds: number): AsyncGenerator<Uint8Array> {
  let head = Buffer.alloc(0)
  let total = 0
  for await (const chunk of bytes) {
    if (head.length < mostHead) head = Buffer.concat([head, chunk.subarray(0, mostHead)])
    total += chunk.length
    yield chunk
  }
  const format = type() === 'audio/wav' ? wavFormat(head) : undefined
  if (format !== undefined && (total - format.dataAt) / format.byteRate > seconds + agreeing)
    throw new Fault('media-too-long', 'the sound is longer than what `segments` say was recorded')
}
