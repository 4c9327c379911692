/** A small seeded generator (mulberry32): the same seed gives the same landlord on every machine. Not for secrets. */
export type Random = {
  /** A whole number from `least` to `most`, both included. */
  readonly whole: (least: number, most: number) => number
  readonly oneOf: <T>(list: readonly [T, ...T[]]) => T
  /** True in `percent` of a hundred cases. */
  readonly chance: (percent: number) => boolean
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    whole,
    oneOf: (list) => list[whole(0, list.length - 1)] ?? list[0],
    chance: (percent) => next() * 100 < percent,
  }
}
