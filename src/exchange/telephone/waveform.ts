import type { Incoming, Stretch } from '#gate/media/media-at-rest.ts'
import type { Opened } from '#gate/opened.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { mostHead, wavFormat } from '#media/wav.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { Fault } from '#shared/fault.ts'

/** The drawing of a recording, stored beside it in the vault: a fixed number of bytes, each the loudness of one stretch. */
export const waveformKind = 'waveform'
export const waveformBars = 400

/** More than any recording's drawing has. */
const mostDrawn = 10_000

/** How loud each stretch of a recording is, as it was drawn when the recording came in; null if nothing was drawn. */
export async function drawingOf(
  opened: Pick<Opened<ActivityWith<'call-recordings'>>, 'hear'>,
  id: string,
): Promise<readonly number[] | null> {
  const answer = await opened.hear(callRecordings, { id, derived: waveformKind, from: 0, to: mostDrawn })
  return answer.ok ? [...Buffer.concat(await Array.fromAsync(answer.stretch.read()))] : null
}

/** Samples looked at for each bar at most: more would make no visible difference. */
const samplesLookedAt = 2000
/** For kinds other than WAV: bytes a second to ask for, and of how many the loudest is kept. */
const [rate, loudestOf] = [4000, 200]

/** Drawn from a WAV by this code, from other kinds where ffmpeg is installed. A fault where nothing can be drawn. */
export function waveform(whole: Stretch, ffmpeg: Ffmpeg | null): Incoming {
  return { type: () => 'application/octet-stream', bytes: bars(whole, ffmpeg) }
}

async function* bars(whole: Stretch, ffmpeg: Ffmpeg | null): AsyncGenerator<Uint8Array> {
  yield Buffer.from(whole.type === 'audio/wav' ? await barsOfWav(whole) : await barsBy(whole, ffmpeg))
}

const undrawn = () => new Fault('media-not-treated', 'nothing can be drawn of this kind of recording')

async function barsOfWav(whole: Stretch): Promise<Uint8Array> {
  let head = Buffer.alloc(0)
  let drawing: ReturnType<typeof drawWav> | undefined
  for await (const chunk of whole.read()) {
    if (drawing !== undefined) drawing.take(chunk)
    else {
      head = Buffer.concat([head, chunk])
      const format = wavFormat(head)
      if (format === undefined && head.length < mostHead) continue
      if (format?.level === undefined || format.level === null) throw undrawn()
      drawing = drawWav({ ...format, level: format.level }, whole.bytes)
      drawing.take(head)
    }
  }
  if (drawing === undefined) throw undrawn()
  return drawing.bars
}

type Drawn = NonNullable<ReturnType<typeof wavFormat>> & { readonly level: (bytes: Buffer, at: number) => number }

function drawWav({ dataAt, dataBytes, frameBytes, level }: Drawn, bytes: number) {
  // A stream that was written before its length was known states none, or the largest possible.
  const length = Math.min(dataBytes === 0 ? Number.MAX_SAFE_INTEGER : dataBytes, bytes - dataAt)
  const frames = Math.max(1, Math.floor(length / frameBytes))
  const step = Math.max(1, Math.floor(frames / waveformBars / samplesLookedAt))
  const drawn = new Uint8Array(waveformBars)
  let left: Buffer = Buffer.alloc(0)
  let at = 0
  let next = 0
  return {
    bars: drawn,
    take(chunk: Uint8Array): void {
      const all = left.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([left, chunk])
      for (;;) {
        const offset = dataAt + next * frameBytes - at
        if (next >= frames || offset + frameBytes > all.length) break
        const bar = Math.floor((next * waveformBars) / frames)
        drawn[bar] = Math.max(drawn[bar] ?? 0, Math.round(level(all, offset) * 255))
        next += step
      }
      const from = Math.min(all.length, Math.max(0, dataAt + next * frameBytes - at))
      left = Buffer.from(all.subarray(from))
      at += from
    },
  }
}

async function barsBy(whole: Stretch, ffmpeg: Ffmpeg | null): Promise<Uint8Array> {
  if (ffmpeg === null) throw undrawn()
  const write = ['-vn', '-ac', '1', '-ar', String(rate), '-c:a', 'pcm_u8', '-f', 'u8']
  const source = { bytes: whole.bytes, read: whole.read }
  const loudest: number[] = []
  let seen = 0
  for await (const chunk of ffmpeg(source, { type: whole.type, write, mostBytes: rate * 86_400, mostSeconds: 300 })) {
    for (const byte of chunk) {
      const stretch = Math.floor(seen / loudestOf)
      loudest[stretch] = Math.max(loudest[stretch] ?? 0, Math.min(255, Math.abs(byte - 128) * 2))
      seen += 1
    }
  }
  if (loudest.length === 0) throw undrawn()
  const drawn = new Uint8Array(waveformBars)
  for (const [bar] of drawn.entries()) {
    const [from, until] = [bar, bar + 1].map((edge) => Math.floor((edge * loudest.length) / waveformBars))
    drawn[bar] = Math.max(...loudest.slice(from, Math.max((from ?? 0) + 1, until ?? 0)))
  }
  return drawn
}
