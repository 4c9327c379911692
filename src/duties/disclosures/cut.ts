import type { Incoming } from '#gate/media/media-at-rest.ts'
import { edgesOf } from '#media/box.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { type Cut, type Film, type Mask, mostBytes, mostSeconds, type While } from './clip.ts'
import { lookAtClip } from './finished.ts'
import { coverOf, type Pictures, picturesIn } from './pictures.ts'

/**
 * Silence begins this much earlier and ends this much later than asked: a packet of sound is up to half a second long, and can spill into
 * the next.
 */
const aroundSilence = 0.5
/** Sound is silenced in steps of this many samples, which is eight milliseconds of telephone sound. */
const step = 64

/**
 * Cuts the clip and encodes it anew, so that nothing outside it or under a mask remains in it. Only numbers reach the program. The clip has
 * as many pictures a second as the film has where its pictures are closest. The picture shown when the clip or a mask begins may have come
 * earlier in the film. The finished clip is checked, with a fault `clip-not-as-asked`.
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

/** Masks are drawn on the film's own pictures; only then is each picture repeated for as long as it is shown. */
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
    // Where the film has no sound, silence is filled in, so that what follows keeps its time.
    'aresample=async=1:first_pts=0',
    ...(silences.length === 0 ? [] : [`asetnsamples=n=${step}:p=0`]),
    ...silences.map(({ from, to }) => `volume=0:enable='between(t,${from - aroundSilence},${to + aroundSilence})'`),
  ].join(',')
}

/** The mask in whole points of the picture, rounded outwards. */
function boxOf(mask: Mask, { from, to }: While): string {
  const { left, top, right, bottom } = edgesOf(mask, (side, share, round) => `${round}(${side === 'width' ? 'iw' : 'ih'}*${share / 100})`)
  return `drawbox=x=${left}:y=${top}:w=${right}-${left}:h=${bottom}-${top}:color=black@1:t=fill:enable='between(t,${from},${to})'`
}
