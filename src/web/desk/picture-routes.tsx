import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { thumbnail } from '#duties/pictures/add.ts'
import { album } from '#duties/pictures/album.ts'
import { type LookedAgain, lookAgain } from '#duties/pictures/look-again.ts'
import { stopPicture } from '#duties/pictures/take-down.ts'
import { firstPage } from '#gate/across.ts'
import type { MediaShape } from '#gate/media.ts'
import { pictures } from '#records/picture/picture.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, parseQuery, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { sendPicture } from '../picture-answer.ts'
import { fromColleagues } from '../who-may-send.ts'
import { addPictureRoutes } from './add-picture-routes.tsx'
import { deskFrame } from './frame.tsx'
import { legible } from './legible.ts'
import { againShape } from './picture-forms.ts'
import { PicturePage } from './picture-page.tsx'
import { picturePeopleRoutes } from './picture-people-routes.tsx'
import { PicturesPage, picturesAt } from './pictures-page.tsx'
import { type Said, say, takeSaid } from './said.ts'
import { showPictureRoutes } from './show-picture-routes.tsx'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn, type Wanted } from './signed.tsx'

const pageAsked = z.strictObject({ after: z.uuid().optional() })
const sized = z.object({ size: z.enum(['whole', 'small']) })
/** Pictures of a page. */
const most = 24

export const wantedPictures: Wanted = { activity: 'community-events', act: 'view', categories: ['photographs'] }

/** The pictures at the desk: add one, note who is on it, show it somewhere, take it down everywhere (PH1 to PH4). */
export function pictureRoutes(app: FastifyInstance, parts: DeskParts): void {
  const all = { ...parts.gateParts, gate: parts.gate }
  const book = album(all)
  const again = lookAgain(all)
  addPictureRoutes(app, parts)
  showPictureRoutes(app, parts)
  picturePeopleRoutes(app, parts)

  app.get(picturesAt, async (request, reply) => {
    const signed = signedIn(request, reply)
    const { after } = parseQuery(pageAsked, request.query)
    const answer = await book.list(signed.colleague, { after: after ?? firstPage, limit: most })
    if (!answer.ok) return refused(parts, reply, signed, answer.refusal, '/desk', wantedPictures)
    const lines = answer.rows.map(({ id, shows, takenOn, mediaId }) => ({
      id,
      shows: legible(shows),
      takenOn: Temporal.PlainDate.from(takenOn),
      hasImage: mediaId !== null,
    }))
    const next = lines.length < most ? undefined : lines.at(-1)?.id
    const page = { frame: deskFrame(parts), bar: bar(signed, picturesAt), said: takeSaid(request) }
    return sendPage(reply, <PicturesPage {...page} lines={lines} next={next} />)
  })

  app.get(`${picturesAt}/:id`, (request, reply) => page(request, reply, signedIn(request, reply)))

  app.get(`${picturesAt}/:id/:size`, async (request, reply) => {
    const signed = signedIn(request, reply)
    const parsed = sized.safeParse(request.params)
    if (!parsed.success) throw new HttpFault(404, 'a picture is shown whole or small')
    const id = idIn(request)
    const opened = await parts.gate.open(signed.colleague, { activity: 'community-events', person: id, because: 'case' })
    if (!opened.ok) return reply.code(403).send()
    const derived = parsed.data.size === 'small' ? { derived: thumbnail } : {}
    const answer = await opened.hear<MediaShape>(pictures, { id, from: 0, to: Number.MAX_SAFE_INTEGER, ...derived })
    return answer.ok ? sendPicture(reply, answer.stretch) : reply.code(answer.why === 'refused' ? 403 : 404).send()
  })

  // Where a take-down's task leads: to the picture that is shown there.
  app.get(`${picturesAt}/placements/:id`, async (request, reply) => {
    signedIn(request, reply)
    const id = await book.pictureShownAt(idIn(request))
    if (id === undefined) throw new HttpFault(404, 'nothing is shown there')
    return reply.redirect(`${picturesAt}/${id}`, 303)
  })

  app.post(`${picturesAt}/:id/take-down`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const id = idIn(request)
    const answer = await stopPicture(all, { by: signed.colleague, source: 'the-person' }, id)
    if (answer !== 'stopped') throw new HttpFault(answer === 'gone' ? 404 : 403, 'the picture is not this colleague’s to take down')
    say(request, 'picture-down')
    return reply.redirect(`${picturesAt}/${id}`, 303)
  })

  app.post(`${picturesAt}/:id/stays-down`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    return lookedAgain(request, reply, await again.keepDown(signed.colleague, idIn(request)), 'picture-stays-down')
  })

  app.post(`${picturesAt}/:id/shown-again`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const sent = parseForm(againShape, request.body)
    if (!sent.ok) return page(request, reply, signed, sent)
    const answer = await again.showAgain(signed.colleague, idIn(request), sent.value.because)
    return lookedAgain(request, reply, answer, 'picture-shown-again')
  })

  function lookedAgain(request: FastifyRequest, reply: FastifyReply, answer: LookedAgain, said: Said): FastifyReply {
    if (answer !== 'done') throw new HttpFault(answer === 'gone' ? 404 : 403, 'nobody waits for a word of this colleague’s on the picture')
    say(request, said)
    return reply.redirect(`${picturesAt}/${idIn(request)}`, 303)
  }

  async function page(request: FastifyRequest, reply: FastifyReply, signed: Signed, wrong?: Refusal): Promise<FastifyReply> {
    const seen = await look(request, reply, signed)
    if ('sent' in seen) return seen.sent
    if (wrong !== undefined) reply.code(422)
    const { head, stopped, people } = seen
    const picture = { ...head, shows: legible(head.shows), hasImage: head.mediaId !== null, stopped, people, shown: seen.placements }
    const common = { frame: deskFrame(parts), bar: bar(signed, picturesAt), token: signed.token, said: takeSaid(request) }
    return sendPage(reply, <PicturePage {...common} picture={picture} refused={wrong} />)
  }

  async function look(request: FastifyRequest, reply: FastifyReply, signed: Signed) {
    const seen = await book.look(signed.colleague, idIn(request))
    if (seen === undefined || (!seen.found && seen.refusal.reasons[0].code === 'unknown-word'))
      throw new HttpFault(404, 'there is no such picture')
    return seen.found ? seen : { sent: refused(parts, reply, signed, seen.refusal, picturesAt, wantedPictures) }
  }
}
