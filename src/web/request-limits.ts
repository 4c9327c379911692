import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { callerOf } from './caller.ts'
import { Counts } from './counts.ts'

/** Requests a minute, by who asks: generous, so that nobody meets them who works. Each process counts for itself. */
export type RequestLimits = {
  /** For one colleague, wherever they sit. */
  readonly colleague: number
  /** For all together who are not signed in and come from one address. */
  readonly address: number
  /** For one system that hands something over, once it has shown its token. */
  readonly machine: number
}

export const usualLimits: RequestLimits = { colleague: 1_200, address: 1_200, machine: 6_000 }

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * `machine`: a system that has shown its token before this counts. `signing-in`: counted apart from all other pages, so that whoever floods
     * those keeps no colleague at the same address from signing in.
     */
    limitedAs?: 'machine' | 'signing-in'
    /** The same for everybody: nobody’s session is looked up for it, so that it is there while the database is away. */
    forEverybody?: true
  }
}

/** How a route of each kind says it. A store of its own comes with settings of its own, though they say nothing new. */
export const limitedAsMachine = { limitedAs: 'machine' } as const
export const limitedAsSigningIn = { limitedAs: 'signing-in', rateLimit: {} } as const
export const unlimited = { rateLimit: false, forEverybody: true } as const

export function limitRequests(app: FastifyInstance, limits: RequestLimits, believed: boolean): void {
  const counted = (request: FastifyRequest): { readonly name: string; readonly most: number } => {
    const { url, config } = request.routeOptions
    if (config.limitedAs === 'machine') return { name: `machine ${url}`, most: limits.machine }
    if (config.limitedAs === 'signing-in' && comesBack(request))
      return { name: `session ${request.session.sessionId}`, most: limits.address }
    const { kind, name } = callerOf(request, believed)
    return { name, most: limits[kind] }
  }
  app.register(rateLimit, {
    global: true,
    timeWindow: '1 minute',
    store: RequestCounts,
    keyGenerator: (request) => counted(request).name,
    max: (request) => counted(request).most,
  })
}

/**
 * The plugin's own counts go by the time of day: after a clock that leapt ahead has come back, they would send people away for as long as it
 * leapt.
 */
class RequestCounts implements FastifyRateLimitStore {
  readonly #counts = new Counts()

  /** `timeWindow` and what is told as `ttl`: milliseconds. */
  incr(key: string, told: Parameters<FastifyRateLimitStore['incr']>[1], timeWindow: number): void {
    const { count, left } = this.#counts.more(key, timeWindow)
    told(null, { current: count, ttl: left })
  }

  /** A route that counts apart from the others. */
  child(): RequestCounts {
    return new RequestCounts()
  }
}

/** Back from the provider with the answer that this very session waits for. */
function comesBack({ session, query }: FastifyRequest): boolean {
  const { signingIn } = session
  return signingIn !== undefined && typeof query === 'object' && query !== null && 'state' in query && query.state === signingIn.state
}
