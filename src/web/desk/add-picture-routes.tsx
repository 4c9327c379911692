import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addPicture, mayNotAdd } from '#duties/pictures/add.ts'
import { mostPictureBytes } from '#media/picture.ts'
import { type SetAside, setAside } from '#media/set-aside.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { sendPage } from '../answers.tsx'
import { fieldsAroundFile, takesFile } from '../form-with-file.ts'
import { parseForm, type Refusal } from '../forms.ts'
import { fileFromColleagues } from '../who-may-send.ts'
import { AddPicturePage } from './add-picture-page.tsx'
import { deskFrame } from './frame.tsx'
import { addShape } from './picture-forms.ts'
import { picturesAt } from './pictures-page.tsx'
import { say } from './said.ts'
import { bar, type DeskParts, refused, type Signed, signedIn, type Wanted } from './signed.tsx'
import { typedDate } from './typed-date.ts'

/** What the sender can do something about, in their words. */
const inTheirWords: Readonly<Record<string, string>> = {
  'media-empty': 'The file is empty',
  'media-too-large': 'The file is larger than 40 MB',
  'media-unknown-kind': 'Choose a JPEG, PNG or WebP picture',
  'media-broken': 'The picture is cut short or damaged, is animated, or has more than 64 million pixels: choose another',
  'media-busy': 'Many pictures are coming in at this moment: try again in a minute',
}

/** A picture is set aside as it comes, and decoded from there: only for somebody who may add one, and whose form it is. */
export function addPictureRoutes(app: FastifyInstance, parts: DeskParts): void {
  const at = `${picturesAt}/new`
  const all = { ...parts.gateParts, gate: parts.gate }
  const page = (reply: FastifyReply, signed: Signed, wrong?: Refusal) => {
    if (wrong !== undefined) reply.code(422)
    return sendPage(reply, <AddPicturePage frame={deskFrame(parts)} bar={bar(signed, picturesAt)} token={signed.token} refused={wrong} />)
  }

  app.get(at, (request, reply) => page(reply, signedIn(request, reply)))

  app.register(async (scope) => {
    await takesFile(scope, mostPictureBytes)
    // Before anything of the form is read.
    const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
      const signed = signedIn(request, reply)
      const refusal = await mayNotAdd(all, signed.colleague)
      if (refusal !== null) return refused(parts, reply, signed, refusal, picturesAt, adding)
    }
    scope.post(at, { ...fileFromColleagues, onRequest }, async (request, reply) => {
      const taken = (bytes: AsyncIterable<Uint8Array>) => setAside(parts.setAsideIn ?? passing, bytes, mostPictureBytes)
      const form = await fieldsAroundFile(request, taken, (each) => each.remove()).catch(wrongFile)
      if ('message' in form) return page(reply, signedIn(request, reply), { ok: false, errors: [form], values: {} })
      try {
        return await add(request, reply, { ...form.fields, file: form.file })
      } finally {
        await form.file?.remove()
      }
    })
  })

  async function add(
    request: FastifyRequest,
    reply: FastifyReply,
    form: Readonly<Record<string, unknown>> & { readonly file: SetAside | null },
  ) {
    const signed = signedIn(request, reply)
    const sent = parseForm(addShape, form)
    if (!sent.ok) return page(reply, signed, sent)
    const wrong = (field: string, message: string) =>
      page(reply, signed, { ok: false, errors: [{ field, message }], values: stringsOf(form) })
    const takenOn = typedDate(sent.value, 'taken')
    if (takenOn === undefined || Temporal.PlainDate.compare(takenOn, dateIn(parts.gateParts.clock())) > 0)
      return wrong('taken', 'Write the day it was taken, such as 31 3 2026')
    const { file, kind, shows, event } = sent.value
    const facts = { kind, shows, takenOn, event: event === '' ? null : event }
    try {
      const answer = await addPicture(all, signed.colleague, facts, file).finally(file.remove)
      if (!answer.ok) return refused(parts, reply, signed, answer.refusal, picturesAt, adding)
      say(request, 'picture-added')
      return reply.redirect(`${picturesAt}/${answer.id}`, 303)
    } catch (error) {
      return wrong('file', wrongFile(error).message)
    }
  }
}

function wrongFile(error: unknown) {
  const message = error instanceof Fault ? inTheirWords[error.code] : undefined
  if (message === undefined) throw error
  return { field: 'file', message }
}

const passing = join(tmpdir(), `assured-set-aside-${userInfo().uid}`)
const adding: Wanted = { activity: 'community-events', act: 'collect', categories: ['photographs'] }

function stringsOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
