import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checkIdentity } from '#duties/identity/check.ts'
import { sendPage } from '../answers.tsx'
import { parseForm } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { deskFrame } from './frame.tsx'
import { IdentityPage } from './identity-page.tsx'
import { bar, type DeskParts, idIn, refused, signedIn } from './signed.tsx'

const identityShape = z.strictObject({
  born: z.string().max(40).default(''),
  postcode: z.string().max(20).default(''),
  reference: z.string().max(40).default(''),
})

export function identityRoutes(app: FastifyInstance, parts: DeskParts): void {
  app.get('/desk/people/:id/identity', (request, reply) => {
    const signed = signedIn(request, reply)
    return sendPage(reply, <IdentityPage frame={deskFrame(parts)} token={signed.token} bar={bar(signed)} person={idIn(request)} />)
  })
  app.post('/desk/people/:id/identity', async (request, reply) => {
    const signed = signedIn(request, reply)
    const person = idIn(request)
    const form = parseForm(identityShape, request.body)
    if (!form.ok) throw new HttpFault(400, 'the form has more than its page can hold')
    const answer = await checkIdentity({ ...parts.gateParts, gate: parts.gate }, signed.colleague, person, form.value)
    if ('permitted' in answer) return refused(parts, reply, signed, answer.refusal, `/desk/people/${person}/open`)
    const common = { frame: deskFrame(parts), token: signed.token, bar: bar(signed), person }
    if (!answer.checked && answer.why === 'too-few') {
      reply.code(422)
      const tooFew = { ok: false, errors: [{ field: 'born', message: 'Type at least two of the three' }], values: {} } as const
      return sendPage(reply, <IdentityPage {...common} refused={tooFew} />)
    }
    return sendPage(reply, <IdentityPage {...common} answer={!answer.checked ? 'too-many' : answer.passed ? 'passed' : 'failed'} />)
  })
}
