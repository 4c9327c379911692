import type { Heard } from '#media/reading/heard.ts'
import { readMp3 } from '#media/reading/mp3.ts'
import { readMp4 } from '#media/reading/mp4.ts'
import { readOggOpus } from '#media/reading/ogg-opus.ts'
import { type Passing, type Reader, readAsItComes } from '#media/reading/passing.ts'
import { readWav } from '#media/reading/wav.ts'
import { type Kind, says, toldKind } from '#media/told-kind.ts'
import { Fault } from '#shared/fault.ts'

/** The kinds of sound that telephone systems record and browsers play. */
const kinds: readonly Kind[] = [
  { type: 'audio/wav', begins: (head) => says(head, 0, 'RIFF') && says(head, 8, 'WAVE') },
  { type: 'audio/ogg', begins: (head) => says(head, 0, 'OggS') && head.includes('OpusHead', 28, 'latin1') },
  { type: 'audio/mp4', begins: (head) => says(head, 4, 'ftyp') && says(head, 8, 'M4A ') },
  { type: 'audio/mpeg', begins: (head) => says(head, 0, 'ID3') || isMpegFrame(head) },
]

/** Eleven bits of synchronisation, then a version, layer III, a bit rate and a sample rate that exist (ISO/IEC 11172-3). */
function isMpegFrame(head: Buffer): boolean {
  if (head.length < 3) return false
  const [first, second, third] = [head.readUInt8(0), head.readUInt8(1), head.readUInt8(2)]
  const [version, layer] = [(second >> 3) & 3, (second >> 1) & 3]
  const [bitRate, sampleRate] = [third >> 4, (third >> 2) & 3]
  return first === 0xff && second >> 5 === 7 && version !== 1 && layer === 1 && bitRate > 0 && bitRate < 15 && sampleRate !== 3
}

/** Seconds by which the clocks of a telephone system and its recorder may differ. */
export const agreeing = 2

/** Passes a recording on, once its first bytes show that it is one, and up to the limit of its length. */
export function soundOf(source: AsyncIterable<Uint8Array>, most: { readonly bytes: number }) {
  const unknown = 'a recording is WAV, MP3, Ogg Opus or M4A, and this begins as none of them'
  return toldKind(source, { kinds, mostBytes: most.bytes, unknown })
}

/**
 * The same, read as it comes: at its end it is known how many seconds are `heard`. A fault `media-*` where there is no sound in it, less than it
 * states, or more than the `seconds` that were recorded.
 */
export function heardOf(source: AsyncIterable<Uint8Array>, most: { readonly bytes: number; readonly seconds: number }) {
  const told = soundOf(source, most)
  const { bytes, found } = readAsItComes(told.bytes, function* (passing) {
    yield* passing.begin()
    const heard = yield* readSound(passing, told.type())
    if (heard.seconds > most.seconds + agreeing)
      throw new Fault(
        'media-too-long',
        `it is ${heard.seconds.toFixed(1)} seconds long, and the call says that ${most.seconds} were recorded`,
      )
    return heard
  })
  return { bytes, type: told.type, heard: found }
}

function* readSound(passing: Passing, type: string): Reader<Heard> {
  if (type === 'audio/wav') return yield* readWav(passing)
  if (type === 'audio/ogg') return yield* readOggOpus(passing)
  if (type === 'audio/mpeg') return yield* readMp3(passing)
  const { from, to } = yield* readMp4(passing, 'sound')
  return { seconds: to - from }
}
