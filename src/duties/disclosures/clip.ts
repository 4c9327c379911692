import type { Source } from '#media/lend.ts'

/** A while, in seconds of the clip. */
export type While = { readonly from: number; readonly to: number }
/** A rectangle that hides somebody for a while, in per cent of the picture. */
export type Mask = While & { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
/** A while without sound. */
export type Silence = While

export type Film = {
  readonly source: Source
  readonly type: string
  /** From one picture to the next, mostly. */
  readonly every: number
}

export type Cut = {
  /** Where the clip begins, by the film's own time, and how long it is, in seconds. */
  readonly offset: number
  readonly seconds: number
  readonly masks: readonly Mask[]
  readonly silences: readonly Silence[]
}

/** An hour of a clip at the most, a few gigabytes, and longer than it takes. */
export const longestClip = 3600
export const mostBytes = 4 * 1024 ** 3
export const mostSeconds = 1800
