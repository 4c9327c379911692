import type { FastifyInstance, FastifyReply } from 'fastify'
import { album } from '#duties/pictures/album.ts'
import { sendPage } from '../answers.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { fromColleagues } from '../who-may-send.ts'
import { deskFrame } from './frame.tsx'
import { showShape } from './picture-forms.ts'
import { picturesAt } from './pictures-page.tsx'
import { say } from './said.ts'
import { ShowPicturePage } from './show-picture-page.tsx'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn } from './signed.tsx'
import { isDateTyped, typedDate } from './typed-date.ts'

const notShown = {
  stopped: 'Somebody on it does not want it shown: it may be shown nowhere',
  'nobody-agreed': 'Note who is on it first: a picture of people needs the permission of somebody on it',
} as const

/** Showing a picture somewhere (PH1), as far as its kind's rule lets it. */
export function showPictureRoutes(app: FastifyInstance, parts: DeskParts): void {
  const book = album({ ...parts.gateParts, gate: parts.gate })
  const page = (reply: FastifyReply, signed: Signed, id: string, wrong?: Refusal) => {
    if (wrong !== undefined) reply.code(422)
    const common = { frame: deskFrame(parts), bar: bar(signed, picturesAt), token: signed.token }
    return sendPage(reply, <ShowPicturePage {...common} at={`${picturesAt}/${id}`} refused={wrong} />)
  }

  app.get(`${picturesAt}/:id/places/new`, (request, reply) => page(reply, signedIn(request, reply), idIn(request)))

  app.post(`${picturesAt}/:id/places/new`, fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const id = idIn(request)
    const sent = parseForm(showShape, request.body)
    if (!sent.ok) return page(reply, signed, id, sent)
    const { medium, whose, place } = sent.value
    const wrong = (error: FormError): Refusal => ({ ok: false, errors: [error], values: sent.value })
    const from = typedDate(sent.value, 'from')
    if (from === undefined)
      return page(reply, signed, id, wrong({ field: 'from', message: 'Write the day it is shown from, such as 31 3 2026' }))
    const until = typedDate(sent.value, 'until') ?? null
    if ((until === null && isDateTyped(sent.value, 'until')) || (until !== null && Temporal.PlainDate.compare(until, from) < 0))
      return page(reply, signed, id, wrong({ field: 'until', message: 'Write a day that is not before the first, or leave it empty' }))
    const answer = await book.place(signed.colleague, id, { medium, ours: whose === 'ours', place, from, until })
    if (answer.ok) {
      say(request, 'picture-placed')
      return reply.redirect(`${picturesAt}/${id}`, 303)
    }
    if (answer.why === 'gone') throw new HttpFault(404, 'there is no such picture')
    if (answer.why !== 'refused') return page(reply, signed, id, wrong({ field: 'medium', message: notShown[answer.why] }))
    const wanted = { activity: 'community-events', act: 'collect', categories: ['photographs'] } as const
    return refused(parts, reply, signed, answer.refusal, picturesAt, wanted)
  })
}
