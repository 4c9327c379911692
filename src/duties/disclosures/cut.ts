import type { Ffmpeg } from '#media/ffmpeg.ts'
import type { Source } from '#media/lend.ts'

/** A rectangle that hides somebody for a while: seconds of the clip, and per cent of the picture. */
export type Mask = {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
/** A while without sound, in seconds of the clip. */
export type Silence = { readonly from: number; readonly to: number }

export type Cut = {
  /** Where the clip begins in the film, and how long it is, in seconds. */
  readonly offset: number
  readonly seconds: number
  readonly masks: readonly Mask[]
  readonly silences: readonly Silence[]
}

/** An hour of a clip at the most, a few gigabytes, and longer than it takes. */
export const longestClip = 3600
const [mostBytes, mostSeconds] = [4 * 1024 ** 3, 1800]

/** The clip alone, drawn anew: nothing of what lies outside it or under a mask is left in it. Numbers alone reach the program. */
export function cutClip(ffmpeg: Ffmpeg, film: { readonly source: Source; readonly type: string }, cut: Cut): AsyncGenerator<Uint8Array> {
  const masked = cut.masks.map(boxOf)
  const silenced = cut.silences.map(({ from, to }) => `volume=0:enable='between(t,${from},${to})'`)
  return ffmpeg(film.source, {
    type: film.type,
    read: ['-ss', String(cut.offset)],
    write: [
      ...['-t', String(cut.seconds), '-map', '0:v:0', '-map', '0:a:0?'],
      ...(masked.length === 0 ? [] : ['-vf', masked.join(',')]),
      ...(silenced.length === 0 ? [] : ['-af', silenced.join(',')]),
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-map_chapters', '-1'],
      ...['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4'],
    ],
    mostBytes,
    mostSeconds,
  })
}

function boxOf({ from, to, left, top, width, height }: Mask): string {
  const of = (side: 'iw' | 'ih', share: number) => `${side}*${share / 100}`
  const place = `x=${of('iw', left)}:y=${of('ih', top)}:w=${of('iw', width)}:h=${of('ih', height)}`
  return `drawbox=${place}:color=black@1:t=fill:enable='between(t,${from},${to})'`
}
