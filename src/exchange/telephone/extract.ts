import type { Stretch } from '#gate/media/media-at-rest.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { mostHead, type WavFormat, wavFormat } from '#media/wav.ts'
import { Fault } from '#shared/fault.ts'

/** Seconds of the recording, from its beginning. */
export type Span = { readonly from: number; readonly until: number }
/** What is cut out, and which spans of it are silenced; both in seconds of the recording. */
export type Cut = Span & { readonly silenced: readonly Span[] }

/** The result for other kinds of sound: telephone quality. */
const asWav = { rate: 8000, bytes: 2 }
/** Seconds around a silenced span that are silenced too, for kinds of sound where a packet spills over its edges. */
const around = 0.1
/** A recording may end this many seconds before its last second is over; the rest of that second is silence. */
const shortBy = 0.5

/**
 * The cut as a WAV of its own. It contains samples alone, so none of the original's names and notes go with it, and silenced spans are removed, not
 * turned down. A fault where this kind of sound cannot be cut here, or the recording does not contain the whole cut.
 */
export async function* cutOut(whole: Stretch, cut: Cut, ffmpeg: Ffmpeg | null): AsyncGenerator<Uint8Array> {
  const source = whole.type === 'audio/wav' ? await samplesOfWav(whole, cut) : samplesBy(whole, cut, ffmpeg)
  const { fmt, frameBytes, byteRate, silence, bytes, samples, spilled } = source
  yield headOf(fmt, bytes)
  let at = 0
  for await (const chunk of samples) {
    const kept = Buffer.from(chunk.subarray(0, Math.max(0, bytes - at)))
    for (const span of cut.silenced) {
      const [from, until] = [span.from - spilled, span.until + spilled].map(
        (second) => Math.round(((second - cut.from) * byteRate) / frameBytes) * frameBytes - at,
      )
      if (from !== undefined && until !== undefined && until > 0 && from < kept.length)
        kept.fill(silence, Math.max(0, from), Math.min(kept.length, until))
    }
    at += kept.length
    yield kept
  }
  const missing = bytes - at
  if (missing > shortBy * byteRate) throw beyond()
  if (missing > 0) yield Buffer.alloc(missing, silence)
}

type Samples = {
  readonly fmt: Buffer
  readonly frameBytes: number
  readonly byteRate: number
  /** The value of a silent sample. */
  readonly silence: number
  /** The most bytes that the samples can have together. */
  readonly bytes: number
  readonly samples: AsyncIterable<Uint8Array>
  /** By how many seconds a sound may be away from its stated time. */
  readonly spilled: number
}

async function samplesOfWav(whole: Stretch, { from, until }: Span): Promise<Samples> {
  const head = Buffer.concat(await Array.fromAsync(whole.read({ from: 0, to: mostHead - 1 })))
  const format = wavFormat(head)
  if (format === undefined || format.level === null) throw uncut()
  const { dataAt, frameBytes, byteRate } = format
  const offsetOf = (second: number): number => Math.floor((second * byteRate) / frameBytes) * frameBytes
  const [first, last] = [dataAt + offsetOf(from), Math.min(whole.bytes, endOf(format), dataAt + offsetOf(until)) - 1]
  if (first > last) throw beyond()
  const bytes = offsetOf(until) - offsetOf(from)
  const samples = whole.read({ from: first, to: last })
  return { fmt: fmtOf(head), frameBytes, byteRate, silence: silenceOf(head), bytes, samples, spilled: 0 }
}

function endOf({ dataAt, dataBytes }: WavFormat): number {
  return dataBytes === 0 ? Number.MAX_SAFE_INTEGER : dataAt + dataBytes
}

/** The sixteen bytes that say how samples are to be read. */
function fmtOf(head: Buffer): Buffer {
  const at = head.indexOf('fmt ', 12, 'latin1') + 8
  const fmt = Buffer.from(head.subarray(at, at + 16))
  if (fmt.readUInt16LE(0) === 0xfffe) fmt.writeUInt16LE(head.readUInt16LE(at + 24), 0)
  return fmt
}

function silenceOf(head: Buffer): number {
  const fmt = fmtOf(head)
  const [kind, bits] = [fmt.readUInt16LE(0), fmt.readUInt16LE(14)]
  if (kind === 6) return 0xd5
  if (kind === 7) return 0xff
  return bits === 8 ? 0x80 : 0
}

function samplesBy(whole: Stretch, { from, until }: Span, ffmpeg: Ffmpeg | null): Samples {
  if (ffmpeg === null) throw uncut()
  const { rate, bytes: frameBytes } = asWav
  const bytes = (until - from) * rate * frameBytes
  const fmt = Buffer.alloc(16)
  fmt.writeUInt16LE(1, 0)
  fmt.writeUInt16LE(1, 2)
  fmt.writeUInt32LE(rate, 4)
  fmt.writeUInt32LE(rate * frameBytes, 8)
  fmt.writeUInt16LE(frameBytes, 12)
  fmt.writeUInt16LE(16, 14)
  const write = [
    '-ss',
    String(from),
    '-t',
    String(until - from),
    '-vn',
    // A gap in the sound becomes silence, so that what follows keeps its time.
    '-af',
    'aresample=async=1:first_pts=0',
    '-ac',
    '1',
    '-ar',
    String(rate),
    '-c:a',
    'pcm_s16le',
    '-f',
    's16le',
  ]
  const treatment = { type: whole.type, write, mostBytes: bytes + rate, mostSeconds: 300 }
  const samples = ffmpeg({ bytes: whole.bytes, read: whole.read }, treatment)
  return { fmt, frameBytes, byteRate: rate * frameBytes, silence: 0, bytes, samples, spilled: around }
}

function headOf(fmt: Buffer, bytes: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  fmt.copy(head, 20)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(bytes, 40)
  return head
}

function beyond(): Fault {
  return new Fault('cut-beyond', 'the recording ends before the extract would')
}

function uncut(): Fault {
  return new Fault('cut-not-possible', 'this kind of recording can be cut only where ffmpeg is installed')
}
