import type { Incoming } from '#gate/media-at-rest.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { type Cut, type Film, type Mask, mostBytes, mostSeconds, type While } from './clip.ts'
import { lookAtClip } from './finished.ts'
import { coverOf, type Pictures, picturesIn } from './pictures.ts'

/** What is silenced is silenced this much before and after: packets of sound are up to half a second long, and one spills into the next. */
const aroundSilence = 0.5
/** Sound is silenced in steps of so many samples: eight thousandths of a second of a telephone's. */
const step = 64

/**
 * The clip alone, drawn anew: nothing of what lies outside it or under a mask is left in it. Numbers alone reach the program. Its pictures come as
 * often as the closest of the film do; a picture of the film that is shown when the clip begins, or when a mask does, came before. Finished, it is
 * looked at: a fault `clip-not-as-asked`, and it is none.
 */
export function cutClip(ffmpeg: Ffmpeg, film: Film, cut: Cut): Incoming {
  let pictures: Pictures | undefined
  async function* bytes(): AsyncGenerator<Uint8Array> {
    pictures = await picturesIn(ffmpeg, film, cut)
    yield* drawnAnew(ffmpeg, film, cut, pictures)
  }
  return { bytes: bytes(), type: () => 'video/mp4', look: (clip) => lookAtClip(ffmpeg, clip, cut, pictures?.rate ?? 0) }
}

function drawnAnew(ffmpeg: Ffmpeg, { source, type }: Film, cut: Cut, pictures: Pictures): AsyncGenerator<Uint8Array> {
  return ffmpeg(source, {
    type,
    read: ['-seek_timestamp', '1', '-ss', (cut.offset - pictures.lead).toFixed(3)],
    write: [
      ...['-t', cut.seconds.toFixed(3), '-map', '0:v:0', '-map', '0:a:0?'],
      ...['-vf', drawn(cut, pictures), '-af', sounding(cut, pictures)],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-map_chapters', '-1'],
      ...['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4'],
    ],
    mostBytes,
    mostSeconds,
  })
}

/** Masks are drawn on the film's own pictures; only then is each repeated for as long as it is shown. */
function drawn({ masks, seconds }: Cut, pictures: Pictures): string {
  return [
    `setpts=PTS-${pictures.lead}/TB`,
    ...masks.map((mask) => boxOf(mask, coverOf(mask, pictures))),
    `fps=fps=${pictures.rate}:start_time=0`,
    `tpad=stop_mode=clone:stop_duration=${seconds}`,
    'pad=ceil(iw/2)*2:ceil(ih/2)*2',
  ].join(',')
}

function sounding({ silences, seconds }: Cut, { lead }: Pictures): string {
  return [
    `asetpts=PTS-${lead}/TB`,
    `atrim=start=0:end=${seconds}`,
    // What the film has no sound for is filled with silence: what follows keeps its time.
    'aresample=async=1:first_pts=0',
    ...(silences.length === 0 ? [] : [`asetnsamples=n=${step}:p=0`]),
    ...silences.map(({ from, to }) => `volume=0:enable='between(t,${from - aroundSilence},${to + aroundSilence})'`),
  ].join(',')
}

/** Whole points of the picture: outwards, where a side lies between two. */
function boxOf({ left, top, width, height }: Mask, { from, to }: While): string {
  const edge = (side: 'iw' | 'ih', share: number, round: 'floor' | 'ceil') => `${round}(${side}*${share / 100})`
  const [x, y] = [edge('iw', left, 'floor'), edge('ih', top, 'floor')]
  const [right, bottom] = [edge('iw', left + width, 'ceil'), edge('ih', top + height, 'ceil')]
  return `drawbox=x=${x}:y=${y}:w=${right}-${x}:h=${bottom}-${y}:color=black@1:t=fill:enable='between(t,${from},${to})'`
}
