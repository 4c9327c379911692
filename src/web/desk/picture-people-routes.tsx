import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { album } from '#duties/pictures/album.ts'
import { find, findingActivity } from '#gate/find.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { fromColleagues } from '../who-may-send.ts'
import { deskFrame } from './frame.tsx'
import { NotePersonPage, WhoIsOnItPage } from './note-person-pages.tsx'
import { noteShape, wordsShape } from './picture-forms.ts'
import { picturesAt } from './pictures-page.tsx'
import { say } from './said.ts'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn } from './signed.tsx'

const addressed = z.object({ person: z.uuid() })
const notNoted = {
  home: 'Nobody can be noted on a picture of a home: add it as another kind',
  already: 'They are noted on it already',
} as const

/** Who is on a picture (PH2): noted, and named only by their permission. */
export function picturePeopleRoutes(app: FastifyInstance, parts: DeskParts): void {
  const book = album({ ...parts.gateParts, gate: parts.gate })
  const atOf = (request: FastifyRequest) => `${picturesAt}/${idIn(request)}`
  const common = (signed: Signed, request: FastifyRequest) => ({
    frame: deskFrame(parts),
    bar: bar(signed, picturesAt),
    at: atOf(request),
    token: signed.token,
  })

  // The words are a person's: they come in a form and never stand in an address.
  app.post(`${picturesAt}/:id/people`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(wordsShape, request.body)
    if (!sent.ok) return reply.redirect(atOf(request), 303)
    const activity = findingActivity(parts.gateParts, signed.colleague)
    const answer = await find(parts.gateParts, signed.colleague, activity, sent.value.words)
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, atOf(request), { activity, categories: ['personal-details'] })
    return sendPage(reply, <WhoIsOnItPage {...common(signed, request)} people={answer.people} words={sent.value.words} />)
  })

  app.get(`${picturesAt}/:id/people/:person`, (request, reply) => page(request, reply, signedIn(request, reply)))

  app.post(`${picturesAt}/:id/people/:person`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(noteShape, request.body)
    if (!sent.ok) return page(request, reply, signed, sent)
    const shownAs = sent.value.named === 'yes' ? sent.value.shownAs : null
    const answer = await book.note(signed.colleague, idIn(request), personIn(request), shownAs)
    if (answer.ok) {
      say(request, 'person-noted')
      return reply.redirect(atOf(request), 303)
    }
    if (answer.why === 'gone') throw new HttpFault(404, 'there is no such picture')
    if (answer.why !== 'refused') {
      const errors = [{ field: 'named', message: notNoted[answer.why] }]
      return page(request, reply, signed, { ok: false, errors, values: sent.value })
    }
    const wanted = { activity: shownAs === null ? 'community-events' : 'publicity', act: 'collect', categories: ['photographs'] } as const
    return refused(parts, reply, signed, answer.refusal, atOf(request), wanted)
  })

  function page(request: FastifyRequest, reply: FastifyReply, signed: Signed, wrong?: Refusal): FastifyReply {
    if (wrong !== undefined) reply.code(422)
    return sendPage(reply, <NotePersonPage {...common(signed, request)} person={personIn(request)} refused={wrong} />)
  }
}

function personIn(request: FastifyRequest): string {
  const parsed = addressed.safeParse(request.params)
  if (!parsed.success) throw new HttpFault(404, 'the address names nobody')
  return parsed.data.person
}
