import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { calls, mostUnlinked } from '#duties/calls/calls.ts'
import { firstPage } from '#gate/across.ts'
import { find, findingActivity } from '#gate/find.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, parseQuery } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { unlinkedAt } from './calls-page.tsx'
import { deskFrame } from './frame.tsx'
import { say, takeSaid } from './said.ts'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn, type Wanted } from './signed.tsx'
import { UnlinkedCallPage, UnlinkedPage } from './unlinked-pages.tsx'

const pageAsked = z.strictObject({ after: z.uuid().optional() })
const findShape = z.strictObject({ words: neededText(2, 200, 'Write at least two letters or numbers') })
const linkShape = z.strictObject({ person: z.uuid() })
const wanted: Wanted = { activity: 'call-recording', act: 'view', categories: ['calling-line-identity'] }

type Found = Omit<Parameters<typeof UnlinkedCallPage>[0], 'frame' | 'bar' | 'token' | 'line'>

/** Calls of which nobody knows whose they were: the list, one of them, and saying whose it was (TC1, TC2). */
export function unlinkedRoutes(app: FastifyInstance, parts: DeskParts): void {
  const list = calls(parts.gate)

  async function one(request: FastifyRequest, reply: FastifyReply, signed: Signed, shown: Found): Promise<FastifyReply> {
    const answer = await list.unlinkedOne(signed.colleague, idIn(request))
    if (!answer.ok && answer.refusal.reasons[0].code === 'unknown-word') throw new HttpFault(404, 'there is no such call')
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, '/desk', wanted)
    const [line] = answer.rows
    if (line === undefined) throw new HttpFault(404, 'there is no such call')
    const page = { frame: deskFrame(parts), bar: bar(signed), token: signed.token, line, ...shown }
    return sendPage(reply, <UnlinkedCallPage {...page} />)
  }

  app.get(unlinkedAt, async (request, reply) => {
    const signed = signedIn(request, reply)
    const { after } = parseQuery(pageAsked, request.query)
    const answer = await list.unlinked(signed.colleague, after ?? firstPage)
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, '/desk', wanted)
    const lines = answer.rows
    const next = lines.length < mostUnlinked ? undefined : lines.at(-1)?.id
    const page = { frame: deskFrame(parts), bar: bar(signed, '/desk/calls'), open: signed.calls, lines, next, said: takeSaid(request) }
    return sendPage(reply, <UnlinkedPage {...page} />)
  })
  app.get(`${unlinkedAt}/:id`, (request, reply) => one(request, reply, signedIn(request, reply), {}))
  app.post(`${unlinkedAt}/:id`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const form = parseForm(findShape, request.body)
    if (!form.ok) {
      reply.code(422)
      return one(request, reply, signed, { words: form.values.words, refused: form })
    }
    const activity = findingActivity(parts.gateParts, signed.colleague)
    const answer = await find(parts.gateParts, signed.colleague, activity, form.value.words)
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, unlinkedAt, { activity, categories: ['personal-details'] })
    return one(request, reply, signed, { words: form.value.words, found: answer })
  })
  app.post(`${unlinkedAt}/:id/link`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(linkShape, request.body)
    if (!sent.ok) throw new HttpFault(400, 'the form does not say whose call it was')
    const answer = await list.link(signed.colleague, idIn(request), sent.value.person)
    if (answer.ok) {
      say(request, 'call-linked')
      return reply.redirect(unlinkedAt, 303)
    }
    if (answer.why !== 'refused') throw new HttpFault(404, 'there is no such call, or no such person')
    return refused(parts, reply, signed, answer.refusal, unlinkedAt, { ...wanted, act: 'collect', categories: ['call-recordings'] })
  })
}
