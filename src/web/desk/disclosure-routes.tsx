import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Disclosure, decideDisclosure, isAvailable } from '#duties/disclosures/decide.ts'
import { fetchDisclosure } from '#duties/disclosures/fetch.ts'
import { mostUploaded, type OpenForDisclosure, prepare } from '#duties/disclosures/prepare.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { filmedTimes } from '#records/footage/footage.ts'
import { Fault } from '#shared/fault.ts'
import { sendPage } from '../answers.tsx'
import type { FormError } from '../components/error-summary.tsx'
import { fieldsThenFile, takesFile } from '../form-with-file.ts'
import { parseForm, parseQuery, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { fileFromColleagues, fromColleagues } from '../who-may-send.ts'
import { decisionShape, disclosureShape } from './disclosure-form.ts'
import { DisclosurePage, DisclosuresPage, NewDisclosurePage } from './disclosure-pages.tsx'
import { disclosureRows, receiptOf } from './disclosure-words.ts'
import { fileFaults, notHidden, undecided, unshown, wrongWith } from './disclosure-wrong.ts'
import { spanOf } from './footage-asked.ts'
import { cameraOpen } from './footage-routes.tsx'
import { deskFrame } from './frame.tsx'
import { itemIn, type OnOpening, onOpening, type Route } from './on-opening.ts'
import { say, takeSaid } from './said.ts'
import { bar, type DeskParts } from './signed.tsx'
import { rangeOf, sendHeard } from './stretch.ts'
import { dayAndTime } from './values.ts'

type Asked = Omit<OnOpening<'cctv-footage'>, 'opened'> & { readonly opened: OpenForDisclosure }

const pieceAsked = z.strictObject({ piece: z.uuid() })

/** What leaves of footage (CV4): preparing a clip for a written request, the second look, and handing it over sealed. */
export function disclosureRoutes(app: FastifyInstance, parts: DeskParts): void {
  const at = '/desk/openings/:id/disclosures'
  app.get(
    at,
    onDisclosures(parts, (on) => listPage(parts, on)),
  )
  app.get(
    `${at}/new`,
    onDisclosures(parts, (on) => newPage(parts, on)),
  )
  app.register(async (scope) => {
    await takesFile(scope, mostUploaded)
    // Whether it is open to them is asked before anything of the form is read, and again when it is acted on.
    const onRequest = onDisclosures(parts, () => undefined)
    scope.post(
      `${at}/new`,
      { ...fileFromColleagues, onRequest },
      onDisclosures(parts, (on) => prepareClip(parts, on)),
    )
  })
  app.get(
    `${at}/:item`,
    onDisclosures(parts, (on) => onePage(parts, on)),
  )
  app.post(
    `${at}/:item`,
    fromColleagues,
    onDisclosures(parts, (on) => decide(parts, on)),
  )
  app.post(
    `${at}/:item/fetch`,
    fromColleagues,
    onDisclosures(parts, (on) => fetchIt(parts, on)),
  )
  app.get(
    `${at}/:item/film`,
    onDisclosures(parts, async ({ request, reply, opened }) =>
      sendHeard(reply, await opened.hear(disclosures, { id: itemIn(request), ...rangeOf(request.headers.range) })),
    ),
  )
}

/** The guard: footage that is open to prevent or detect crime, and for nothing else. */
function onDisclosures(parts: DeskParts, work: (asked: Asked) => unknown): Route {
  return onOpening(parts, 'cctv-footage', ({ opened, ...on }) => {
    if (!isForDisclosure(opened)) throw new HttpFault(404, 'nothing is given to anybody for this activity')
    return work({ ...on, opened })
  })
}

export function isForDisclosure(opened: { readonly activity: string }): opened is OpenForDisclosure {
  return opened.activity === 'crime-prevention'
}

async function listPage(parts: DeskParts, { opened, reply, signed, at, refuse }: Asked): Promise<unknown> {
  const answer = await opened.read(disclosures)
  if (!answer.ok) return refuse(answer.refusal)
  return sendPage(reply, <DisclosuresPage frame={deskFrame(parts)} bar={bar(signed)} at={at} rows={answer.rows} />)
}

async function newPage(parts: DeskParts, on: Asked, refused?: Refusal): Promise<unknown> {
  const { opened, request, reply, signed, at, refuse } = on
  const { piece: id } = parseQuery(pieceAsked, request.query)
  const answer = await opened.read(filmedTimes, id)
  if (!answer.ok) return refuse(answer.refusal)
  const [piece] = answer.rows
  if (piece === undefined) throw new HttpFault(404, 'there is no such footage')
  if (refused !== undefined) reply.code(422)
  const when = (instant: string) => dayAndTime(Temporal.Instant.from(instant))
  const shown = { piece: id, from: when(piece.startedAt), to: when(piece.endedAt), cutsHere: parts.ffmpeg !== null, refused }
  return sendPage(reply, <NewDisclosurePage frame={deskFrame(parts)} bar={bar(signed)} token={signed.token} at={at} {...shown} />)
}

async function prepareClip(parts: DeskParts, on: Asked): Promise<unknown> {
  const { opened, request, reply, signed, at, refuse } = on
  const form = await fieldsThenFile(request)
  const again = (errors: readonly FormError[]) => {
    form.finish()
    return newPage(parts, on, { ok: false, errors, values: form.fields })
  }
  const sent = parseForm(disclosureShape, form.fields)
  if (!sent.ok) return again(sent.errors)
  const { recipient, organisation, officer, power, requested, masks, silences, others } = sent.value
  const times = spanOf(sent.value)
  if (!('span' in times)) return again([times.wrong])
  const { span } = times
  if (others === 'hidden' && masks.length === 0 && form.file === null) return again([notHidden])
  const { piece } = parseQuery(pieceAsked, request.query)
  const asked = { piece, ...span, request: { recipient, organisation, officer, power, requested }, masks, silences, uploaded: form.file }
  try {
    const answer = await prepare({ ...parts.gateParts, ffmpeg: parts.ffmpeg }, opened, signed.colleague, asked)
    form.finish()
    if (answer.ok) {
      say(request, 'clip-prepared')
      return reply.redirect(`${at}/disclosures/${answer.id}`, 303)
    }
    if (answer.why === 'refused') return refuse(answer.refusal, 'collect')
    return again([answer.why === 'unshown' ? unshown(answer) : wrongWith[answer.why]])
  } catch (error) {
    const message = error instanceof Fault ? fileFaults[error.code] : undefined
    if (message === undefined) throw error
    return again([{ field: 'copy', message }])
  }
}

/** The disclosure that the address names, or what was sent instead. */
async function standing({ opened, request, refuse }: Asked): Promise<Disclosure | { readonly sent: unknown }> {
  const answer = await opened.read(disclosures, itemIn(request))
  if (!answer.ok) return { sent: refuse(answer.refusal) }
  const [row] = answer.rows
  if (row === undefined) throw new HttpFault(404, 'there is no such disclosure')
  return row
}

async function onePage(parts: DeskParts, on: Asked, refused?: Refusal): Promise<unknown> {
  const row = await standing(on)
  if ('sent' in row) return row.sent
  const register = await cameraOpen(on.opened)
  if (!register.ok) return on.refuse(register.refusal)
  const { reply, request, signed, at, opened } = on
  if (refused !== undefined) reply.code(422)
  const looks = row.preparedById !== null && row.preparedById !== signed.colleague.id && opened.allows('cctv-footage')
  const shown = { row, rows: disclosureRows(row, register.camera), looks, available: isAvailable(row, parts.gateParts.clock()) }
  const page = { frame: deskFrame(parts), bar: bar(signed), token: signed.token, at, refused, said: takeSaid(request) }
  return sendPage(reply, <DisclosurePage {...page} {...shown} />)
}

async function decide(parts: DeskParts, on: Asked): Promise<unknown> {
  const sent = parseForm(decisionShape, on.request.body)
  if (!sent.ok) return onePage(parts, on, sent)
  const row = await standing(on)
  if ('sent' in row) return row.sent
  const { outcome, version } = sent.value
  const answer = await decideDisclosure(parts.gateParts, on.opened, on.signed.colleague, { ...row, version }, outcome)
  if (answer.ok) {
    say(on.request, outcome === 'released' ? 'clip-released' : 'clip-stopped')
    return on.reply.redirect(`${on.at}/disclosures/${row.id}`, 303)
  }
  if (answer.why === 'refused') return on.refuse(answer.refusal, 'collect')
  return onePage(parts, on, { ok: false, errors: [{ field: 'outcome', message: undecided[answer.why] }], values: {} })
}

async function fetchIt(parts: DeskParts, on: Asked): Promise<FastifyReply | unknown> {
  const row = await standing(on)
  if ('sent' in row) return row.sent
  const register = await cameraOpen(on.opened)
  if (!register.ok) return on.refuse(register.refusal)
  const receipt = receiptOf(row, register.camera, parts.editions.current().edition.landlord.name)
  const answer = await fetchDisclosure(parts.gateParts, on.opened, row, receipt)
  if (answer.ok)
    return on.reply
      .headers({ 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="disclosure.zip"' })
      .send(answer.archive)
  if (answer.why === 'refused') return on.refuse(answer.refusal)
  throw new HttpFault(409, 'it was fetched before, or its time is over')
}
