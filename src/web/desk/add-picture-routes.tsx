import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { addPicture } from '#duties/pictures/add.ts'
import { mostPictureBytes } from '#media/picture.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { AddPicturePage } from './add-picture-page.tsx'
import { deskFrame } from './frame.tsx'
import { addShape } from './picture-forms.ts'
import { picturesAt } from './pictures-page.tsx'
import { say } from './said.ts'
import { bar, type DeskParts, refused, type Signed, signedIn } from './signed.tsx'
import { typedDate } from './typed-date.ts'

/** What the sender can do something about, in their words. */
const wrongFile: Readonly<Record<string, string>> = {
  'media-empty': 'The file is empty',
  'media-too-large': 'The file is larger than 40 MB',
  'media-unknown-kind': 'Choose a JPEG, PNG or WebP picture',
  'media-broken': 'The picture is cut short or damaged: choose the original',
}

/** The one form of the desk that has a file: read whole, since it is decoded whole. */
export function addPictureRoutes(app: FastifyInstance, parts: DeskParts): void {
  const at = `${picturesAt}/new`
  const page = (reply: FastifyReply, signed: Signed, wrong?: Refusal) => {
    if (wrong !== undefined) reply.code(422)
    return sendPage(reply, <AddPicturePage frame={deskFrame(parts)} bar={bar(signed, picturesAt)} token={signed.token} refused={wrong} />)
  }

  app.get(at, (request, reply) => page(reply, signedIn(request, reply)))

  app.register(async (scope) => {
    const limits = { fields: 12, files: 1, fieldSize: 16 * 1024, fileSize: mostPictureBytes }
    await scope.register(multipart, { attachFieldsToBody: 'keyValues', limits })
    scope.post(at, { bodyLimit: mostPictureBytes + 256 * 1024 }, async (request, reply) => {
      const signed = signedIn(request, reply)
      const sent = parseForm(addShape, request.body)
      if (!sent.ok) return page(reply, signed, sent)
      const wrong = (field: string, message: string): Refusal => ({
        ok: false,
        errors: [{ field, message }],
        values: stringsOf(sent.value),
      })
      const takenOn = typedDate(sent.value, 'taken')
      if (takenOn === undefined || Temporal.PlainDate.compare(takenOn, dateIn(parts.gateParts.clock())) > 0)
        return page(reply, signed, wrong('taken', 'Write the day it was taken, such as 31 3 2026'))
      const { file, kind, shows, event } = sent.value
      const facts = { kind, shows, takenOn, event: event === '' ? null : event }
      try {
        const answer = await addPicture({ ...parts.gateParts, gate: parts.gate }, signed.colleague, facts, file)
        if (!answer.added)
          return refused(parts, reply, signed, answer.refusal, picturesAt, {
            activity: 'community-events',
            act: 'collect',
            categories: ['photographs'],
          })
        say(request, 'picture-added')
        return reply.redirect(`${picturesAt}/${answer.id}`, 303)
      } catch (error) {
        const message = error instanceof Fault ? wrongFile[error.code] : undefined
        if (message === undefined) throw error
        return page(reply, signed, wrong('file', message))
      }
    })
  })
}

function stringsOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
