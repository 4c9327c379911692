/** Counts what may be done a few times only. All processes of one landlord count together where the database does it. */
export interface Tries {
  /** Counts one more by `who` at `door`. `left`: seconds until its count begins anew. */
  count(door: string, who: string, seconds: number): Promise<Counted>
}

export type Counted = { readonly tries: number; readonly left: number }

/** The most that is remembered; what was remembered longest goes first. */
const mostRemembered = 20_000

/** Counts in memory: tests, and a single process. By how long it has run, which no clock that is set right changes. */
export function memoryTries(): Tries {
  const counts = new Map<string, { tries: number; readonly until: number }>()
  return {
    async count(door, who, seconds) {
      const key = `${door} ${who}`
      const found = counts.get(key)
      const now = performance.now()
      const stands = found !== undefined && found.until > now ? found : { tries: 0, until: now + seconds * 1000 }
      stands.tries += 1
      counts.delete(key)
      counts.set(key, stands)
      const [oldest] = counts.keys()
      if (counts.size > mostRemembered && oldest !== undefined) counts.delete(oldest)
      return { tries: stands.tries, left: Math.ceil((stands.until - now) / 1000) }
    },
  }
}
