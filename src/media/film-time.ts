import { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import type { Shown } from './reading/shown-times.ts'

/** Seconds from the beginning of what a film is said to show. */
export type Seconds = { readonly from: number; readonly to: number }

/** Which seconds of the clock a film shows. */
export type FilmTime = Seconds & {
  /** Which second of the film is the first second of the clock. */
  readonly begins: number
  /** The usual time from one picture to the next. */
  readonly every: number
  readonly gaps: readonly Seconds[]
}

/** The tolerance in seconds: recorders cut at a whole picture, and their clocks are set once a day. */
const agreeing = 2
/** Times are asked for to the second, so shorter gaps do not count. */
const unseen = 1

/**
 * Compares what a film shows with how long its sender says it filmed. The film's own time can be taken for the clock's where its last picture ends at
 * the stated end, counted from the film's beginning or from its first picture. Where neither is so, nobody knows which part of the time it shows: a
 * fault that names both lengths.
 */
export function onTheClock({ from, to, every, gaps }: Shown, said: number): FilmTime {
  const off = (end: number): number => (end < said ? said - end : Math.max(0, end - every - said))
  const begins = off(to) <= off(to - from) ? 0 : from
  const end = to - begins
  if (off(end) > agreeing) {
    const [why, code] = end < said ? ['shorter', 'media-too-short'] : ['longer', 'media-too-long']
    throw new Fault(code, `it shows ${told(to - from)}, which is ${why} than the ${told(said)} from \`from\` to \`to\``)
  }
  const onClock = gaps.map(([one, other]) => rounded({ from: one - begins, to: other - begins }))
  return {
    ...rounded({ from: from - begins, to: Math.min(end, said) }),
    begins: thousandths(begins),
    every: thousandths(every),
    gaps: onClock,
  }
}

/** The parts of a time span without any picture; a part shorter than a second is ignored. */
export function notShown({ from, to, gaps }: FilmTime, asked: Seconds): readonly Seconds[] {
  const around = [{ from: Number.NEGATIVE_INFINITY, to: from }, ...gaps, { from: to, to: Number.POSITIVE_INFINITY }]
  return around
    .map((gap) => ({ from: Math.max(gap.from, asked.from), to: Math.min(gap.to, asked.to) }))
    .filter((gap) => gap.to - gap.from >= unseen)
}

/** As it is stored beside the film. */
export function filmTimeAsText(time: FilmTime): string {
  return JSON.stringify(time)
}

const seconds = z.strictObject({ from: z.number(), to: z.number() })
const asKept = seconds.extend({ begins: z.number(), every: z.number(), gaps: z.array(seconds) })

export function filmTimeOf(text: string): FilmTime {
  return asKept.parse(JSON.parse(text))
}

function rounded({ from, to }: Seconds): Seconds {
  return { from: thousandths(from), to: thousandths(to) }
}

function thousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

function told(seconds: number): string {
  return `${seconds.toFixed(1)} seconds`
}
