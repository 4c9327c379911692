/** The most that is remembered; what was counted longest ago goes first. */
const mostRemembered = 20_000

/** Counts in memory, by how long this process has run: no clock that is set right, or leaps ahead and comes back, changes them. */
export class Counts {
  readonly #counts = new Map<string, { count: number; readonly until: number }>()

  /** One more of `key`, within so many milliseconds of its first. `left`: milliseconds until its count begins anew. */
  more(key: string, within: number): { readonly count: number; readonly left: number } {
    const now = performance.now()
    const found = this.#counts.get(key)
    const stands = found !== undefined && found.until > now ? found : { count: 0, until: now + within }
    stands.count += 1
    this.#counts.delete(key)
    this.#counts.set(key, stands)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > mostRemembered && oldest !== undefined) this.#counts.delete(oldest)
    return { count: stands.count, left: stands.until - now }
  }
}
