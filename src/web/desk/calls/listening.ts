import type { FastifyRequest } from 'fastify'
import { openFor } from '#duties/openings/opening.ts'
import { type Clock, isOpenUntil } from '#shared/clock.ts'

declare module 'fastify' {
  interface Session {
    /** Why somebody listens to calls, in a place that they said nobody else hears (TC8, TC9), and until when that counts. */
    listening?: { readonly reference: string; readonly until: string } | undefined
  }
}

/** What was said before listening, while it counts. */
export function listeningOf({ session }: FastifyRequest, clock: Clock): { readonly reference: string } | undefined {
  const { listening } = session
  if (listening === undefined) return undefined
  return isOpenUntil(Temporal.Instant.from(listening.until), openFor, clock()) ? listening : undefined
}
