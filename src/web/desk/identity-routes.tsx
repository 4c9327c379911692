import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { askable, checkIdentity } from '#duties/identity/check.ts'
import { openings } from '#duties/openings/openings.ts'
import { sendPage } from '../answers.tsx'
import { parseForm } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { fromColleagues } from '../who-may-send.ts'
import { deskFrame } from './frame.tsx'
import { type CheckPlace, IdentityPage } from './identity-page.tsx'
import { say } from './said.tsx'
import { bar, closed, type DeskParts, idIn, refused, type Signed, signedIn } from './signed.tsx'

const identityShape = z.strictObject({
  born: z.string().max(40).default(''),
  postcode: z.string().max(20).default(''),
  reference: z.string().max(40).default(''),
})

/** A check before a record is opened, and one from a record that is open: the second goes back to it. */
export function identityRoutes(app: FastifyInstance, parts: DeskParts): void {
  const kept = openings({ ...parts.gateParts, gate: parts.gate })
  app.get('/desk/people/:id/identity', (request, reply) => {
    const signed = signedIn(request, reply)
    return form(parts, reply, signed, before(idIn(request)))
  })
  app.post('/desk/people/:id/identity', fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    return check(parts, request, reply, { signed, person: idIn(request), place: before(idIn(request)) })
  })
  app.get('/desk/openings/:id/identity', async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await kept.current(signed.colleague, idIn(request))
    return opening === undefined ? closed(parts, reply, signed) : form(parts, reply, signed, within(opening.id))
  })
  app.post('/desk/openings/:id/identity', fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await kept.current(signed.colleague, idIn(request))
    if (opening === undefined) return closed(parts, reply, signed)
    return check(parts, request, reply, {
      signed,
      person: opening.person,
      place: within(opening.id),
      backTo: `/desk/openings/${opening.id}`,
    })
  })
}

const checking = { activity: 'identity-verification', act: 'use', categories: ['personal-details'] } as const

type Check = {
  readonly signed: Signed
  readonly person: string
  readonly place: CheckPlace
  /** The open record to go straight back to, once it has matched. */
  readonly backTo?: string
}

async function check(parts: DeskParts, request: FastifyRequest, reply: FastifyReply, asked: Check): Promise<FastifyReply> {
  const { signed, person, place, backTo } = asked
  const sent = parseForm(identityShape, request.body)
  if (!sent.ok) throw new HttpFault(400, 'the form has more than its page can hold')
  const answer = await checkIdentity({ ...parts.gateParts, gate: parts.gate }, signed.colleague, person, sent.value)
  if (!answer.ok && answer.why === 'refused') return refused(parts, reply, signed, answer.refusal, place.back.href, checking)
  const found = !answer.ok ? answer.why : answer.passed ? 'passed' : 'failed'
  const common = { frame: deskFrame(parts), token: signed.token, bar: bar(signed), place, asks: asksOf(parts, signed) }
  if (found === 'too-few') {
    reply.code(422)
    const tooFew = { ok: false, errors: [{ field: common.asks[0] ?? 'born', message: 'Type at least two of these' }], values: {} } as const
    return sendPage(reply, <IdentityPage {...common} refused={tooFew} />)
  }
  if (found === 'passed' && backTo !== undefined) {
    say(request, 'It matched. Their account is open to you for 30 minutes.')
    return reply.redirect(backTo, 303)
  }
  return sendPage(reply, <IdentityPage {...common} answer={found} />)
}

function asksOf(parts: DeskParts, { colleague }: Signed) {
  return askable(parts.editions.current().edition, colleague.roles)
}

function form(parts: DeskParts, reply: FastifyReply, signed: Signed, place: CheckPlace): FastifyReply {
  return sendPage(
    reply,
    <IdentityPage frame={deskFrame(parts)} token={signed.token} bar={bar(signed)} place={place} asks={asksOf(parts, signed)} />,
  )
}

function before(person: string): CheckPlace {
  const href = `/desk/people/${person}/open`
  return { action: `/desk/people/${person}/identity`, back: { href, text: 'Back' }, next: { href, text: 'Say why you open the record' } }
}

function within(opening: string): CheckPlace {
  const to = { href: `/desk/openings/${opening}`, text: 'Back to the record' }
  return { action: `/desk/openings/${opening}/identity`, back: to, next: to }
}
