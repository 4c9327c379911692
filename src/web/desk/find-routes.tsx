import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { find, findingActivity } from '#gate/find.ts'
import { sendPage } from '../answers.tsx'
import { fewTries } from '../few-tries.ts'
import { parseForm } from '../forms.ts'
import { limitedAsSigningIn } from '../request-limits.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { FindPage } from './find-page.tsx'
import { deskFrame } from './frame.tsx'
import { takeSaid } from './said.ts'
import { colleagueOf } from './session.ts'
import { SignInPage } from './sign-in-pages.tsx'
import { bar, type DeskParts, refused, signedIn } from './signed.tsx'

export const findShape = z.strictObject({
  words: neededText(2, 200, 'Write at least two letters or numbers'),
})

export function findRoutes(app: FastifyInstance, parts: DeskParts): void {
  app.get('/desk', { config: limitedAsSigningIn }, (request, reply) => {
    if (colleagueOf(request) === undefined) return sendPage(reply, <SignInPage frame={deskFrame(parts)} />)
    const signed = signedIn(request, reply)
    return sendPage(reply, <FindPage frame={deskFrame(parts, '/desk')} token={signed.token} bar={bar(signed)} said={takeSaid(request)} />)
  })
  // The words are a person's: they come in a form and never stand in an address.
  app.post('/desk/find', { ...fromColleagues, onRequest: fewTries('find') }, async (request, reply) => {
    const signed = signedIn(request, reply)
    const frame = deskFrame(parts, '/desk')
    const form = parseForm(findShape, request.body)
    if (!form.ok) {
      reply.code(422)
      return sendPage(reply, <FindPage frame={frame} token={signed.token} bar={bar(signed)} words={form.values.words} refused={form} />)
    }
    const activity = findingActivity(parts.gateParts, signed.colleague)
    const answer = await find(parts.gateParts, signed.colleague, activity, form.value.words)
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, '/desk', { activity, categories: ['personal-details'] })
    return sendPage(reply, <FindPage frame={frame} token={signed.token} bar={bar(signed)} words={form.value.words} found={answer} />)
  })
}
