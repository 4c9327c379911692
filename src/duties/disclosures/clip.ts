import type { Box } from '#media/box.ts'
import type { Source } from '#media/lend.ts'

/** A stretch of time, in seconds of the clip. */
export type While = { readonly from: number; readonly to: number }
/** A rectangle that hides somebody for a time. */
export type Mask = While & Box
/** A time without sound. */
export type Silence = While

export type Film = {
  readonly source: Source
  readonly type: string
  /** The usual time from one picture to the next, in seconds. */
  readonly every: number
}

export type Cut = {
  /** Where the clip begins in the film's own time, and how long it is, in seconds. */
  readonly offset: number
  readonly seconds: number
  readonly masks: readonly Mask[]
  readonly silences: readonly Silence[]
}

/** A clip is at most an hour long, in seconds: a few gigabytes, and longer than any request needs. */
export const longestClip = 3600
export const mostBytes = 4 * 1024 ** 3
export const mostSeconds = 1800
