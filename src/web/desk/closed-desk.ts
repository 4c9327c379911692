import type { FastifyInstance, FastifyReply } from 'fastify'
import { sendPage } from '../answers.tsx'
import type { Look } from '../look.ts'
import type { Editions } from '../parts.ts'
import { deskFrame } from './frame.tsx'
import { NotSetUpPage } from './sign-in-pages.tsx'

/** Where nobody can sign in: every page of the desk says so, and how that is changed. */
export function closedDeskDoor(parts: { readonly editions: Editions; readonly look: Look }): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const answer = (_request: unknown, reply: FastifyReply): FastifyReply =>
      sendPage(reply.code(503), NotSetUpPage({ frame: deskFrame(parts) }))
    app.get('/desk', answer)
    app.get('/desk/*', answer)
  }
}
