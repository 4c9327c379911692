import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Entry } from '#duties/visits/visit-book.ts'
import { colleagueOf } from '../sign-in/session.ts'

/** What somebody has answered so far. A question that was passed over is null; one not asked yet is absent. */
const answers = z.strictObject({
  name: z.string().optional(),
  host: z.string().optional(),
  registration: z.string().nullable().optional(),
  needsHelp: z.boolean().optional(),
})
/** What the visitor leaves with: the token in the badge's address, and the code that can be typed. */
const badge = z.strictObject({ token: z.string(), code: z.string() })
const underWay = z.strictObject({ answers, badge: badge.optional() })

export type Answered = z.infer<typeof answers>
export type Badge = z.infer<typeof badge>
type UnderWay = z.infer<typeof underWay>

declare module 'fastify' {
  interface Session {
    /** The visitor at a reception tablet. It lives in the tablet's session alone, and ends with the visitor's turn. */
    visitor?: UnderWay | undefined
  }
}

export function visitorAt(request: FastifyRequest): UnderWay {
  const parsed = underWay.safeParse(request.session.visitor)
  return parsed.success ? parsed.data : { answers: {} }
}

export function answered(request: FastifyRequest, more: Answered): void {
  request.session.set('visitor', { answers: { ...visitorAt(request).answers, ...more } })
}

/** The answers as the book takes them; undefined where something that it needs is missing. */
export function entryOf(request: FastifyRequest): Entry | undefined {
  const { name, host, registration = null, needsHelp = false } = visitorAt(request).answers
  return name === undefined || host === undefined ? undefined : { name, host, registration, needsHelp }
}

/** From here on only the badge is known: the answers stand in the book, and nowhere else. */
export function badgeGiven(request: FastifyRequest, given: Badge): void {
  request.session.set('visitor', { answers: {}, badge: given })
}

/**
 * The turn of one visitor is over: their answers are gone, and so is the session that held them. A colleague who signed in on the tablet is
 * signed out, since the next at it is a stranger.
 */
export async function turnEnds(request: FastifyRequest): Promise<void> {
  const isClean = request.session.visitor === undefined && colleagueOf(request) === undefined
  if (!isClean) await request.session.regenerate()
}
