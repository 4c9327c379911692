import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Entry } from '#duties/visits/visit-book.ts'
import { colleagueOf } from '../sign-in/session.ts'
import type { ReceptionDeps } from './deps.ts'
import { notedEvery, turnLasts } from './idle-times.ts'

/** What somebody has answered so far. A question that was passed over is null; one not asked yet is absent. */
const answers = z.strictObject({
  name: z.string().optional(),
  host: z.string().optional(),
  registration: z.string().nullable().optional(),
  needsHelp: z.boolean().optional(),
})
/** What the visitor leaves with: the token in the badge's address, and the code that can be typed. */
const badge = z.strictObject({ token: z.string(), code: z.string() })
/** `at`: when they were last shown a page, in milliseconds. */
const underWay = z.strictObject({ answers, badge: badge.optional(), at: z.number() })

export type Answered = z.infer<typeof answers>
export type Badge = z.infer<typeof badge>
type UnderWay = z.infer<typeof underWay>
type TurnDeps = Pick<ReceptionDeps, 'clock' | 'idle'>

declare module 'fastify' {
  interface Session {
    /** The visitor at a reception tablet. It lives in the tablet's session alone, and ends with the visitor's turn. */
    visitor?: UnderWay | undefined
  }
}

/** The visitor whose turn it is. Nothing is known of one who has been away too long. */
export function visitorAt(deps: TurnDeps, request: FastifyRequest): UnderWay {
  const now = deps.clock().epochMilliseconds
  const parsed = underWay.safeParse(request.session.visitor)
  return parsed.success && now - parsed.data.at < turnLasts(deps) * 1000 ? parsed.data : { answers: {}, at: now }
}

export function answered(deps: TurnDeps, request: FastifyRequest, more: Answered): void {
  note(deps, request, { answers: { ...visitorAt(deps, request).answers, ...more } })
}

/** They have asked for a page, and their turn goes on. */
export function stillHere(deps: TurnDeps, request: FastifyRequest): void {
  const { at, ...visitor } = visitorAt(deps, request)
  if (deps.clock().epochMilliseconds - at >= notedEvery * 1000) note(deps, request, visitor)
}

function note({ clock }: TurnDeps, request: FastifyRequest, visitor: Omit<UnderWay, 'at'>): void {
  request.session.set('visitor', { ...visitor, at: clock().epochMilliseconds })
}

/** The answers as the book takes them; undefined where something that it needs is missing. */
export function entryOf(deps: TurnDeps, request: FastifyRequest): Entry | undefined {
  const { name, host, registration = null, needsHelp = false } = visitorAt(deps, request).answers
  return name === undefined || host === undefined ? undefined : { name, host, registration, needsHelp }
}

/** From here on only the badge is known: the answers stand in the book, and nowhere else. */
export function badgeGiven(deps: TurnDeps, request: FastifyRequest, given: Badge): void {
  note(deps, request, { answers: {}, badge: given })
}

/**
 * The turn of one visitor is over: their answers are gone, and so is the session that held them. A colleague who signed in on the tablet is
 * signed out, since the next at it is a stranger.
 */
export async function turnEnds(request: FastifyRequest): Promise<void> {
  const isClean = request.session.visitor === undefined && colleagueOf(request) === undefined
  if (!isClean) await request.session.regenerate()
}
