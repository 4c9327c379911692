import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { calls } from '#duties/calls/calls.ts'
import { openFor, openings } from '#duties/openings/openings.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { BeforeCallsPage, CallsPage, callsAt } from './calls-page.tsx'
import { deskFrame } from './frame.tsx'
import { listeningOf } from './listening.ts'
import { bar, type DeskParts, refused, type Signed, signedIn, type Wanted } from './signed.tsx'

const beforeShape = z.strictObject({
  reference: neededText(3, 100, 'Write what for'),
  privateSetting: z.literal('yes', { error: 'Go where nobody else can hear or see the calls, and say so' }),
})
const listenShape = z.strictObject({ person: z.uuid(), item: z.uuid() })

const wanted: Wanted = { activity: 'call-quality', act: 'view', categories: ['call-recordings'] }

/** Listening to calls to see where the service falls short: why and where first, then the newest, then one of them (TC8, TC9). */
export function callsRoutes(app: FastifyInstance, parts: DeskParts): void {
  const list = calls(parts.gate)
  const kept = openings({ ...parts.gateParts, gate: parts.gate })

  function before(reply: FastifyReply, signed: Signed, wrong?: Refusal): FastifyReply {
    if (wrong !== undefined) reply.code(422)
    const page = { frame: deskFrame(parts), bar: bar(signed, callsAt), token: signed.token, open: signed.calls, refused: wrong }
    return sendPage(reply, <BeforeCallsPage {...page} />)
  }

  const saidBy = (request: FastifyRequest) => listeningOf(request, parts.gateParts.clock)

  app.get(callsAt, async (request, reply) => {
    const signed = signedIn(request, reply)
    const said = saidBy(request)
    if (said === undefined && signed.calls.monitors) return before(reply, signed)
    const answer = await list.toMonitor(signed.colleague)
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, '/desk', wanted)
    const page = { frame: deskFrame(parts), bar: bar(signed, callsAt), token: signed.token, open: signed.calls }
    return sendPage(reply, <CallsPage {...page} calls={answer.rows} reference={said?.reference ?? ''} />)
  })
  app.post(callsAt, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(beforeShape, request.body)
    if (!sent.ok) return before(reply, signed, sent)
    const until = parts.gateParts.clock().add(openFor).toString()
    request.session.set('listening', { reference: sent.value.reference, until })
    return reply.redirect(callsAt, 303)
  })
  app.post(`${callsAt}/listen`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(listenShape, request.body)
    if (!sent.ok) throw new HttpFault(400, 'the form does not say which call')
    const said = saidBy(request)
    if (said === undefined) return reply.redirect(callsAt, 303)
    const { person, item } = sent.value
    const because = { reason: 'check', reference: said.reference, specialReason: null, privateSetting: true } as const
    const begun = await kept.begin(signed.colleague, { person, activity: 'call-quality', ...because })
    if (!begun.ok) return refused(parts, reply, signed, begun.refusal, callsAt, wanted)
    return reply.redirect(`/desk/openings/${begun.id}/recordings/${item}`, 303)
  })
}
