import type { FastifyRateLimitStore } from '@fastify/rate-limit'

/** The most that is remembered; what was asked longest ago goes first. */
const mostRemembered = 20_000

type Told = Parameters<FastifyRateLimitStore['incr']>[1]

/**
 * Counts of requests, by how long this process has run. The plugin's own go by the time of day: after a clock that leapt ahead has come back,
 * they would send people away for as long as it leapt.
 */
export class RequestCounts implements FastifyRateLimitStore {
  readonly #counts = new Map<string, { current: number; readonly until: number }>()

  /** `timeWindow` and what is told as `ttl`: milliseconds. */
  incr(key: string, told: Told, timeWindow: number): void {
    const now = performance.now()
    const found = this.#counts.get(key)
    const stands = found !== undefined && found.until > now ? found : { current: 0, until: now + timeWindow }
    stands.current += 1
    this.#counts.delete(key)
    this.#counts.set(key, stands)
    const [oldest] = this.#counts.keys()
    if (this.#counts.size > mostRemembered && oldest !== undefined) this.#counts.delete(oldest)
    told(null, { current: stands.current, ttl: stands.until - now })
  }

  /** A route that counts apart from the others. */
  child(): RequestCounts {
    return new RequestCounts()
  }
}
