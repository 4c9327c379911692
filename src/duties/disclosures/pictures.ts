import type { Ffmpeg } from '#media/ffmpeg.ts'
import { standsFor } from '#media/reading/shown-times.ts'
import { Fault } from '#shared/fault.ts'
import { type Cut, type Film, mostSeconds, type While } from './clip.ts'

/** The pictures of a film that a clip shows. */
export type Pictures = {
  /** When each is shown, in seconds of the clip, in order. The first may be shown from before the clip begins. */
  readonly at: readonly number[]
  /** How many seconds before the clip reading begins. */
  readonly lead: number
  /** How many pictures a second the clip needs to show each of them. */
  readonly rate: number
}

/** The bounds of the rate. No camera of a landlord takes more; a higher rate would only repeat pictures. */
const [slowest, fastest] = [10, 120]
/** Enough for one line about each picture of an hour. */
const mostBytes = 64 * 1024 ** 2
/** Times this close are the same, since films count milliseconds. */
const same = 0.002
/** Times are asked for to the second. */
const unseen = 1
/** A picture that follows a mask this closely is hidden too. */
const aroundMask = 0.1

/** Asks the program that later draws the masks when it shows which picture, so that both agree. */
export async function picturesIn(ffmpeg: Ffmpeg, { source, type, every }: Film, { offset, seconds }: Cut): Promise<Pictures> {
  const start = Math.max(0, offset - standsFor(every))
  // The program reads milliseconds, in plain decimal notation only.
  const lead = Number((offset - start).toFixed(3))
  const written = ffmpeg(source, {
    type,
    read: ['-seek_timestamp', '1', '-ss', start.toFixed(3)],
    write: [
      ...['-t', (lead + seconds).toFixed(3), '-map', '0:v:0', '-vf'],
      // The program prints a line for a picture only if a filter has measured something, so a cheap filter measures how black it is.
      'settb=1/1000000,scale=16:16,blackframe=amount=0,metadata=mode=print:file=-',
      ...['-f', 'null'],
    ],
    mostBytes,
    mostSeconds,
  })
  const lines = Buffer.concat(await Array.fromAsync(written)).toString('latin1')
  const all = [...lines.matchAll(/\bpts:\s*(-?\d+)/g)].map(([, microseconds]) => Number(microseconds) / 1e6 - lead)
  const sorted = all.filter((at) => at < seconds).toSorted((one, other) => one - other)
  const first = sorted.findLastIndex((at) => at <= same)
  const at = sorted.slice(Math.max(0, first))
  needWhole(at, seconds, every)
  return { at, lead, rate: rateOf(at) }
}

/** There must be a picture when the clip begins, and none may be shown longer than this film usually shows one. */
function needWhole(at: readonly number[], seconds: number, every: number): void {
  const isWhole = at.every((time, index) => (at[index + 1] ?? seconds) - time <= standsFor(every))
  if ((at[0] ?? seconds) >= unseen || !isWhole)
    throw new Fault('clip-not-as-asked', 'the film has no picture that can be shown for part of what is asked for')
}

function rateOf(at: readonly number[]): number {
  const closest = at.reduce((least, time, index) => {
    const turn = time - (at[index - 1] ?? Number.NEGATIVE_INFINITY)
    return turn > same ? Math.min(least, turn) : least
  }, Number.POSITIVE_INFINITY)
  return Math.min(fastest, Math.max(slowest, Math.ceil(1 / closest - 0.5)))
}

/** From when until when a mask is drawn: from the picture that is shown when it begins, which came earlier. */
export function coverOf({ from, to }: While, { at }: Pictures): While {
  const before = at.findLast((time) => time <= from + same) ?? at[0] ?? from
  return { from: Math.min(before, from) - same, to: to + aroundMask }
}
