import { Counts } from './counts.ts'

/** Counts what may be done a few times only. All processes of one landlord count together where the database does it. */
export interface Tries {
  /** Counts one more by `who` at `door`. `left`: seconds until its count begins anew. */
  count(door: string, who: string, seconds: number): Promise<Counted>
}

export type Counted = { readonly tries: number; readonly left: number }

/** Counts in memory: tests, and a single process. */
export function memoryTries(): Tries {
  const counts = new Counts()
  return {
    async count(door, who, seconds) {
      const { count, left } = counts.more(`${door} ${who}`, seconds * 1000)
      return { tries: count, left: Math.ceil(left / 1000) }
    },
  }
}
