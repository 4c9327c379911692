import type { Stretch } from '#gate/media/media-at-rest.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { filmOf } from '#media/film-kind.ts'
import { notShown, onTheClock } from '#media/film-time.ts'
import { readMp4 } from '#media/reading/mp4.ts'
import { readAsItComes } from '#media/reading/passing.ts'
import { mostHead, type WavFormat, wavFormat } from '#media/wav.ts'
import { Fault } from '#shared/fault.ts'
import { type Cut, type Mask, mostBytes, mostSeconds, type Silence } from './clip.ts'

/** Each picture is checked at this many points across and down, so that a mask of one per cent covers several of them. */
const side = 320
/** The brightest that black can become when a sharp edge is encoded. */
const darkest = 40
/** The loudest that silence can become when it is encoded, of 32,768. */
const quietest = 64

/** The length of the finished clip in whole seconds. A fault if it is not as long as was asked for. */
export async function lengthOf(bytes: AsyncIterable<Uint8Array>, seconds: number): Promise<number> {
  const film = filmOf(bytes, mostBytes)
  for await (const _ of film.bytes);
  const shown = film.shown()
  if (notShown(onTheClock(shown, seconds), { from: 0, to: seconds }).length > 0)
    throw notAsAsked('the clip has no picture for part of what is asked for')
  return Math.round(shown.to - shown.from)
}

/**
 * Checks a clip that was cut here at `rate` pictures a second, as its recipient would see it: every picture while somebody is hidden, and
 * every sample while something is silenced. A fault if it does not hide or silence what was asked.
 */
export async function lookAtClip(ffmpeg: Ffmpeg, clip: Stretch, { masks, silences, seconds }: Cut, rate: number): Promise<void> {
  const within = masks.map((mask) => ({ ...mask, to: Math.min(mask.to, seconds) }))
  if (within.length > 0) await lookAtPictures(ffmpeg, clip, within, rate)
  if (silences.length > 0 && (await hasSound(clip))) await listen(ffmpeg, clip, silences)
}

async function lookAtPictures(ffmpeg: Ffmpeg, clip: Stretch, masks: readonly Mask[], rate: number): Promise<void> {
  const areas = masks.map((mask) => ({ from: Math.ceil(mask.from * rate), to: Math.floor(mask.to * rate), points: pointsOf(mask) }))
  const until = Math.max(...masks.map(({ to }) => to))
  const filters = `setpts=PTS-STARTPTS,trim=end=${until + 1},fps=${rate},scale=${side}:${side}:flags=area,format=gray`
  const write = ['-map', '0:v:0', '-an', '-vf', filters, '-f', 'rawvideo']
  const mostSeen = side * side * (until + 2) * (rate + 1)
  let frame = 0
  for await (const picture of inPieces(ffmpeg(clip, { type: clip.type, write, mostBytes: mostSeen, mostSeconds }), side * side)) {
    for (const { from, to, points } of areas)
      if (frame >= from && frame <= to && points.some((point) => (picture[point] ?? 255) > darkest))
        throw notAsAsked('the finished clip shows something where it was to be black')
    frame += 1
  }
  // A mask may last until the end of the clip, where no further picture follows.
  if (frame === 0 || areas.some(({ to }) => frame < to)) throw notAsAsked('the finished clip ends before what was to be black')
}

/** The points within a mask; points on its edge only if it has no others. */
function pointsOf({ left, top, width, height }: Mask): readonly number[] {
  const within = (from: number, length: number): readonly number[] => {
    const [first, last] = [Math.ceil((from / 100) * side) + 1, Math.floor(((from + length) / 100) * side) - 2]
    const middle = Math.min(side - 1, Math.floor(((from + length / 2) / 100) * side))
    return first > last ? [middle] : Array.from({ length: last - first + 1 }, (_, index) => first + index)
  }
  const columns = within(left, width)
  return within(top, height).flatMap((row) => columns.map((column) => row * side + column))
}

async function hasSound(clip: Stretch): Promise<boolean> {
  const { bytes, found } = readAsItComes(clip.read(), (passing) => readMp4(passing, 'sound'))
  try {
    for await (const _ of bytes);
    return found().pictures > 0
  } catch (error) {
    if (error instanceof Fault && error.code === 'media-hollow') return false
    throw error
  }
}

async function listen(ffmpeg: Ffmpeg, clip: Stretch, silences: readonly Silence[]): Promise<void> {
  const write = ['-map', '0:a:0', '-vn', '-c:a', 'pcm_s16le', '-f', 'wav']
  let pending = Buffer.alloc(0)
  let format: WavFormat | undefined
  let at = 0
  for await (const chunk of ffmpeg(clip, { type: clip.type, write, mostBytes, mostSeconds })) {
    pending = Buffer.concat([pending, chunk])
    if (format === undefined) {
      format = wavFormat(pending)
      if (format === undefined && pending.length > mostHead) break
      if (format === undefined) continue
      pending = pending.subarray(format.dataAt)
    }
    const whole = pending.length - (pending.length % format.frameBytes)
    const { byteRate } = format
    for (const { from, to } of silences) {
      const [first, last] = [from, to].map((second) => Math.round(second * (byteRate / 2)) * 2 - at)
      if (isHeard(pending.subarray(Math.min(whole, Math.max(0, first ?? 0)), Math.min(whole, Math.max(0, last ?? 0)))))
        throw notAsAsked('something can be heard in the finished clip where it was to be silent')
    }
    at += whole
    pending = pending.subarray(whole)
  }
  if (at === 0) throw notAsAsked('the finished clip has no sound that can be listened to')
}

/** Whether any 16-bit sample is louder than silence. `samples` may start between the channels of one moment, but never inside a sample. */
function isHeard(samples: Buffer): boolean {
  for (let at = 0; at + 2 <= samples.length; at += 2) if (Math.abs(samples.readInt16LE(at)) > quietest) return true
  return false
}

/** The same bytes in pieces of one length. A shorter rest at the end is dropped. */
async function* inPieces(source: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Buffer> {
  let pending: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    pending = pending.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([pending, chunk])
    let from = 0
    for (; from + length <= pending.length; from += length) yield pending.subarray(from, from + length)
    pending = pending.subarray(from)
  }
}

function notAsAsked(words: string): Fault {
  return new Fault('clip-not-as-asked', words)
}
