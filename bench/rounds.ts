import type { BenchResult } from './decisions.ts'

/** Milliseconds that `work` takes. */
export async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

/** How long either side took in each round, in milliseconds. */
export type Rounds = { readonly ratio: number; readonly ours: number; readonly other: number }

/**
 * Runs blocks of both sides by turns, in the other order every second round; one block of each is run first and discarded. Answers the median of the
 * rounds' ratios (ours by the other's) and each side's median block. A block answers its own milliseconds.
 */
export async function interleaved(rounds: number, ours: () => Promise<number>, other: () => Promise<number>): Promise<Rounds> {
  await ours()
  await other()
  const [mine, theirs] = [[] as number[], [] as number[]]
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) mine.push(await ours())
    theirs.push(await other())
    if (round % 2 === 1) mine.push(await ours())
  }
  return { ratio: median(mine.map((time, round) => time / (theirs[round] ?? Number.NaN))), ours: median(mine), other: median(theirs) }
}

/** `clients` at once, each taking the next of `count` operations until all are done. */
export async function concurrently(
  clients: number,
  count: number,
  operation: (client: number, index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const one = async (client: number): Promise<void> => {
    for (let index = next++; index < count; index = next++) await operation(client, index)
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)))
}

export function atMost(name: string, ratio: number, target: number, detail: string): BenchResult {
  return { name, ratio, target: `≤ ${target}`, met: ratio <= target, detail }
}

export function atLeast(name: string, ratio: number, target: number, detail: string): BenchResult {
  return { name, ratio, target: `≥ ${target}`, met: ratio >= target, detail }
}

/** The same numbers for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Draw = () => string

export function uniform(people: readonly string[], random: () => number): Draw {
  return () => people[Math.floor(random() * people.length)] ?? ''
}

/** Zipf with exponent 0.99, as YCSB and GDPRbench draw. */
export function zipfian(people: readonly string[], random: () => number): Draw {
  let sum = 0
  const upTo = people.map((_, rank) => (sum += 1 / (rank + 1) ** 0.99))
  return () => {
    const point = random() * sum
    let [low, high] = [0, people.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? 0) < point) low = middle + 1
      else high = middle
    }
    return people[low] ?? ''
  }
}
