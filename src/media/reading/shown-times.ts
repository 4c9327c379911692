import { Fault } from '#shared/fault.ts'

/** What a film shows, in seconds of its own time, computed from the times of its pictures. */
export type Shown = {
  /** When its first picture appears, and when its last one ends. */
  readonly from: number
  readonly to: number
  readonly pictures: number
  /** The usual time from one picture to the next. */
  readonly every: number
  /** Spans without any picture, each from when until when. */
  readonly gaps: readonly (readonly [from: number, to: number])[]
}

/** A picture counts until the next one, but for no longer than this many seconds or this many usual intervals, whichever is more. */
const [longestStill, longestTurns] = [2, 3]
/** The limit in seconds, however rarely a camera takes a picture. */
const longestOfAll = 60
/** For how many seconds one picture counts at most, where another usually comes after `every` seconds. */
export function standsFor(every: number): number {
  return Math.min(longestOfAll, Math.max(longestStill, every * longestTurns))
}

/** Pictures come in the order of decoding; this is how many can be out of the order of showing. */
const mostAside = 64
/** A film with more gaps than this is refused: each of them would have to be reported. */
const mostGaps = 1000
/** More pauses than a day of film has. */
const mostPauses = 200_000

/** Takes the times of pictures one by one, and reports what is shown. It keeps little in memory, however many there are. */
export class ShownTimes {
  /** Times that may not be in order yet, smallest first. */
  readonly #aside: number[] = []
  /** How often each interval between two pictures came, by thousandths of a second. */
  readonly #turns = new Map<number, number>()
  readonly #pauses: [number, number][] = []
  #first: number | undefined
  #last = 0
  #count = 0

  add(at: number): void {
    let index = this.#aside.length
    while (index > 0 && (this.#aside[index - 1] ?? 0) > at) index -= 1
    this.#aside.splice(index, 0, at)
    if (this.#aside.length > mostAside) this.#settle(this.#aside.shift() ?? at)
  }

  /** `shownFor`: how long a single picture lasts, where there is only one. Undefined where there is none. */
  shown(shownFor = 0): Shown | undefined {
    for (const at of this.#aside.splice(0)) this.#settle(at)
    if (this.#first === undefined) return undefined
    const every = Math.min(this.#usual() ?? Math.min(shownFor, longestStill), longestOfAll)
    const gaps = this.#pauses.filter(([from, to]) => to - from > standsFor(every)).map(([from, to]) => [from + every, to] as const)
    if (gaps.length > mostGaps)
      throw new Fault('media-in-pieces', `its picture stops more than ${mostGaps} times: hand it over in shorter pieces`)
    return { from: this.#first, to: this.#last + every, pictures: this.#count, every, gaps }
  }

  #settle(at: number): void {
    this.#count += 1
    if (this.#first === undefined) this.#first = at
    else {
      // A picture that comes too late to be put in order is taken to appear with the one before it.
      const turn = Math.max(0, at - this.#last)
      const thousandths = turn < 10 ? Math.round(turn * 1000) : Math.round(turn) * 1000
      this.#turns.set(thousandths, (this.#turns.get(thousandths) ?? 0) + 1)
      if (turn > longestStill) {
        if (this.#pauses.length >= mostPauses)
          throw new Fault('media-in-pieces', 'it has too many breaks between pictures to be read: hand it over in shorter pieces')
        this.#pauses.push([this.#last, at])
      }
    }
    this.#last = Math.max(this.#first, this.#last, at)
  }

  /** The median of all intervals between two pictures. */
  #usual(): number | undefined {
    const turns = [...this.#turns].filter(([length]) => length > 0).toSorted(([one], [other]) => one - other)
    const all = turns.reduce((sum, [, times]) => sum + times, 0)
    let seen = 0
    for (const [length, times] of turns) {
      seen += times
      if (seen * 2 >= all) return length / 1000
    }
    return undefined
  }
}
