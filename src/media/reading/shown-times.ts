import { Fault } from '#shared/fault.ts'

/** What is there of a film, in seconds of its own time, as its pictures say. */
export type Shown = {
  /** When its first picture is shown, and when its last has been. */
  readonly from: number
  readonly to: number
  readonly pictures: number
  /** From one picture to the next, mostly. */
  readonly every: number
  /** From when until when no picture came. */
  readonly gaps: readonly (readonly [from: number, to: number])[]
}

/** A picture stands for what comes until the next one; for longer than this, or than three of its usual turns, it stands for nothing. */
const [longestStill, longestTurns] = [2, 3]
/** However rarely a camera takes one. */
const longestOfAll = 60
/** How many seconds a picture stands for what comes at the most, where mostly another comes after `every` seconds. */
export function standsFor(every: number): number {
  return Math.min(longestOfAll, Math.max(longestStill, every * longestTurns))
}

/** Pictures come in the order in which they are decoded, this far from the order in which they are shown at the most. */
const mostAside = 64
/** A film of more pieces would have to be told piece by piece. */
const mostGaps = 1000
/** A day of film has fewer. */
const mostPauses = 200_000

/** Takes the times of pictures one by one, as they come, and says what is shown of them. Little is held, however many they are. */
export class ShownTimes {
  /** Not yet known to be in order; the smallest first. */
  readonly #aside: number[] = []
  /** How often each length between two pictures came, by thousandths of a second. */
  readonly #turns = new Map<number, number>()
  readonly #pauses: [number, number][] = []
  #first: number | undefined
  #last = 0
  #count = 0

  add(at: number): void {
    let place = this.#aside.length
    while (place > 0 && (this.#aside[place - 1] ?? 0) > at) place -= 1
    this.#aside.splice(place, 0, at)
    if (this.#aside.length > mostAside) this.#settle(this.#aside.shift() ?? at)
  }

  /** `shownFor`: how long the only picture is, where there is one. Undefined where there is none. */
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
      // A picture that comes too late to be put in order is shown no earlier than the one before it.
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

  /** The middle one of all the lengths between two pictures. */
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
