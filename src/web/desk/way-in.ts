import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { parseQuery } from '../forms.ts'
import { colleagueOf } from './session.ts'

export const signInAt = '/desk/sign-in'
/** Where the provider sends people back to. */
export const signedInAt = '/desk/signed-in'
export const signedOutAt = '/desk/signed-out'

/** Pages that somebody who is not signed in may ask for. */
const open: ReadonlySet<string> = new Set(['/desk', signInAt, signedInAt, signedOutAt])

/** INVARIANT: a page of the desk and nothing else, in plain characters, so that a link to sign-in can send nobody to another site. */
const returnPath = z
  .string()
  .max(300)
  .regex(/^\/desk(\/[A-Za-z0-9_-]+)*$/)
  .refine((path) => path === '/desk' || !open.has(path))
const wayIn = z.strictObject({ to: returnPath.default('/desk') })

/** Where to go after signing in; an address that asks for anything but a page of the desk is status 400, as no page of ours links to it. */
export function returnOf(query: unknown): string {
  return parseQuery(wayIn, query).to
}

/** Signed out, a page of the desk is answered by the way in, and comes back after; a form is refused where it arrives. */
export function sendToSignIn(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return
    if (open.has(request.routeOptions.url ?? '') || colleagueOf(request) !== undefined) return
    const back = returnPath.safeParse(request.url)
    return reply.redirect(back.success ? `${signInAt}?${new URLSearchParams({ to: back.data })}` : signInAt, 303)
  })
}
