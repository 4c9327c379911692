import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { arriving } from '#duties/calls/arriving.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { ArrivingPage, type Offered } from './arriving-page.tsx'
import { arrivingAt, callsAt } from './calls-page.tsx'
import { deskFrame } from './frame.tsx'
import { bar, type DeskParts, refused, type Signed, signedIn, type Wanted } from './signed.tsx'

declare module 'fastify' {
  interface Session {
    /** The extension of the telephone that the colleague answers. */
    line?: string | undefined
  }
}

const lineShape = z.strictObject({
  line: neededText(1, 40, 'Write the extension of your telephone'),
})
const wanted: Wanted = { activity: 'contact-handling', act: 'use', categories: ['calling-line-identity'] }

/** The calls that ring at the colleague's own telephone, with who it may be (TC1). */
export function arrivingRoutes(app: FastifyInstance, parts: DeskParts): void {
  const ringing = arriving(parts.gateParts)

  async function page(request: FastifyRequest, reply: FastifyReply, signed: Signed, wrong?: Refusal): Promise<FastifyReply> {
    const { line } = request.session
    // Whoever may be offered nobody hears why, whether anything rings or not.
    const may = signed.calls.answers ? undefined : await ringing.offer(signed.colleague, [])
    if (may?.ok === false) return refused(parts, reply, signed, may.refusal, '/desk', wanted)
    const calls: Offered[] = []
    for (const call of line === undefined ? [] : await ringing.at(line)) {
      const offer = await ringing.offer(signed.colleague, call.people)
      if (!offer.ok) return refused(parts, reply, signed, offer.refusal, '/desk', wanted)
      calls.push({ call, people: offer.people })
    }
    if (wrong !== undefined) reply.code(422)
    const around = { frame: deskFrame(parts), bar: bar(signed, callsAt), token: signed.token, open: signed.calls }
    return sendPage(reply, <ArrivingPage {...around} line={line} calls={calls} refused={wrong} />)
  }

  app.get(arrivingAt, (request, reply) => page(request, reply, signedIn(request, reply)))
  app.post(arrivingAt, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(lineShape, request.body)
    if (!sent.ok) return page(request, reply, signed, sent)
    request.session.set('line', sent.value.line)
    return reply.redirect(arrivingAt, 303)
  })
}
