import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Colleague } from '#gate/judge.ts'
import { roles } from '#notice/vocabulary.ts'

/** A colleague as the sign-in named them; what it did not name, or named in words we do not know, nobody is signed in as. */
export const colleagueShape = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  name: z.string().min(1).max(200),
  team: z.string().min(1).max(200),
  roles: z.array(z.enum(roles)).min(1),
})

/** `to`: the page to show afterwards. */
export type SigningIn = { readonly state: string; readonly verifier: string; readonly nonce: string; readonly to: string }

declare module 'fastify' {
  interface Session {
    colleague?: Colleague | undefined
    /** The sign-in under way: what comes back must match it. */
    signingIn?: SigningIn | undefined
    /** Somebody signed out here: the next sign-in asks who it is. */
    askAgain?: boolean | undefined
  }
}

export function colleagueOf(request: FastifyRequest): Colleague | undefined {
  const parsed = colleagueShape.safeParse(request.session.colleague)
  return parsed.success ? parsed.data : undefined
}
