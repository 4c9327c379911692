import { type Kind, says, toldKind } from '#media/told-kind.ts'

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

/** Passes a recording on, once its beginning shows that it is one, and while it is no longer than `most` bytes. */
export function soundOf(source: AsyncIterable<Uint8Array>, most: number) {
  const unknown = 'a recording is WAV, MP3, Ogg Opus or M4A, and this begins as none of them'
  return toldKind(source, { kinds, mostBytes: most, unknown })
}
