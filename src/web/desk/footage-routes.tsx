import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { type Hold, mayKeepLonger } from '#duties/holds/holds.ts'
import { openings } from '#duties/openings/openings.ts'
import { knownCamera } from '#gate/known-ids.ts'
import type { Opened } from '#gate/opened.ts'
import { type ActivityWith, isWithin } from '#notice/within-ceiling.ts'
import { cameras } from '#records/camera/camera.ts'
import { filmed, filmedTimes, footage } from '#records/footage/footage.ts'
import { holds } from '#records/hold/hold.ts'
import { sendPage } from '../answers.tsx'
import { type Parsed, parseForm, type Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { neededText } from '../typed-text.ts'
import { fromColleagues } from '../who-may-send.ts'
import { activitiesShowing } from './activities.ts'
import { isWithin as isWithinSpan, type Span, spanOf, spanShape } from './footage-asked.ts'
import { FootagePage, FootageReasonPage } from './footage-pages.tsx'
import { deskFrame } from './frame.tsx'
import { KeptClips } from './kept-clips.tsx'
import { itemIn, type OnOpening, onOpening } from './on-opening.ts'
import { takeSaid } from './said.ts'
import { bar, type DeskParts, idIn, refused, type Signed, signedIn } from './signed.tsx'
import { rangeOf, sendHeard } from './stretch.ts'
import { dayAndTime } from './values.ts'
import { isDeskActivity } from './views.ts'
import { WatchPage } from './watch-page.tsx'

type Asked = OnOpening<'cctv-footage'>

const reasonShape = z.strictObject({
  activity: z.string({ error: 'Choose what you are doing' }),
  reference: neededText(2, 100, 'Write the incident, case or request'),
})

/** What a camera filmed: why it is opened, what is held of a time, and one piece with its player, watched stretch by stretch (CV3). */
export function footageRoutes(app: FastifyInstance, parts: DeskParts): void {
  const kept = openings({ ...parts.gateParts, gate: parts.gate })
  const offered = (signed: Signed) =>
    activitiesShowing(parts, signed.colleague, (id) => (isWithin(id, 'cctv-footage') ? ['cctv-footage'] : []))
  const reasonPage = (signed: Signed, camera: string, wrong?: Refusal) => {
    const page = { frame: deskFrame(parts), bar: bar(signed), token: signed.token, refused: wrong }
    return <FootageReasonPage {...page} camera={camera} activities={offered(signed)} />
  }
  async function cameraIn(id: string): Promise<string> {
    const camera = await knownCamera(parts.gateParts, id)
    if (camera === undefined) throw new HttpFault(404, 'there is no such camera')
    return camera
  }

  app.get('/desk/cameras/:id/open', async (request, reply) => {
    const signed = signedIn(request, reply)
    return sendPage(reply, reasonPage(signed, await cameraIn(idIn(request))))
  })
  app.post('/desk/cameras/:id/open', fromColleagues, async (request, reply) => {
    const signed = signedIn(request, reply)
    const camera = await cameraIn(idIn(request))
    const form = parseForm(reasonShape, request.body)
    if (!form.ok) {
      reply.code(422)
      return sendPage(reply, reasonPage(signed, camera, form))
    }
    const { activity, reference } = form.value
    if (!isDeskActivity(activity)) throw new HttpFault(400, 'the activity is none of those offered')
    const asked = { person: camera, activity, reason: 'case', reference, specialReason: null, privateSetting: false } as const
    const begun = await kept.begin(signed.colleague, asked)
    const wanted = { activity, categories: ['cctv-footage'] } as const
    if (!begun.ok) return refused(parts, reply, signed, begun.refusal, `/desk/cameras/${camera}/open`, wanted)
    return reply.redirect(`/desk/openings/${begun.id}/footage`, 303)
  })
  app.get(
    '/desk/openings/:id/footage',
    onOpening(parts, 'cctv-footage', (on) => listPage(parts, on)),
  )
  app.get(
    '/desk/openings/:id/footage/:item',
    onOpening(parts, 'cctv-footage', (on) => watchPage(parts, on)),
  )
  app.get(
    '/desk/openings/:id/footage/:item/film',
    onOpening(parts, 'cctv-footage', async ({ request, reply, opened }) =>
      sendHeard(reply, await opened.hear(filmed, { id: itemIn(request), ...rangeOf(request.headers.range) })),
    ),
  )
}

/** The camera whose record is open, as the register has it. */
export async function cameraOpen(opened: Opened<ActivityWith<'cctv-footage'>>) {
  const answer = await opened.read(cameras, opened.person)
  if (!answer.ok) return answer
  const [camera] = answer.rows
  if (camera === undefined) throw new HttpFault(404, 'no camera is open')
  return { ok: true, camera } as const
}

async function listPage(parts: DeskParts, on: Asked): Promise<unknown> {
  const { opened, opening, signed, request, reply } = on
  const register = await cameraOpen(opened)
  if (!register.ok) return on.refuse(register.refusal)
  const held = await opened.read(filmedTimes)
  if (!held.ok) return on.refuse(held.refusal)
  const isAsked = Object.keys(z.record(z.string(), z.unknown()).parse(request.query)).length > 0
  const sent = isAsked ? parseForm(spanShape, request.query) : null
  const { span, wrong } = askedOf(sent)
  if (wrong !== undefined) reply.code(422)
  const rows = held.rows.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
  const [first] = rows
  const activity = parts.editions.current().edition.activities.find((entry) => entry.id === opening.activity)?.title ?? opening.activity
  const shown = {
    ...{
      camera: register.camera,
      opening,
      activity,
      refused: wrong,
      said: takeSaid(request),
      discloses: opening.activity === 'crime-prevention',
    },
    asked: span === null || sent?.ok !== true ? null : sent.value,
    kept: await keptClips(on, rows),
    pieces: span === null ? [] : rows.filter((row) => isWithinSpan(row, span)),
    oldest: first === undefined ? null : dayAndTime(Temporal.Instant.from(first.startedAt)),
  }
  return sendPage(reply, <FootagePage frame={deskFrame(parts)} bar={bar(signed)} token={signed.token} {...shown} />)
}

function askedOf(sent: Parsed<z.infer<typeof spanShape>> | null): { readonly span: Span | null; readonly wrong?: Refusal } {
  if (sent === null) return { span: null }
  if (!sent.ok) return { span: null, wrong: sent }
  const asked = spanOf(sent.value)
  return 'span' in asked ? asked : { span: null, wrong: { ok: false, errors: [asked.wrong], values: sent.value } }
}

async function keptClips({ opened, at }: Asked, rows: Parameters<typeof KeptClips>[0]['filmed']): Promise<JSX.Element | null> {
  const answer = mayKeepLonger(opened) ? await opened.read(holds) : null
  if (answer?.ok !== true) return null
  const ofFootage = ({ recordType }: Hold) => recordType === null || recordType === footage.name
  const standing = answer.rows.filter((each) => each.liftedOn === null && ofFootage(each))
  return <KeptClips holds={standing} filmed={rows} at={at} />
}

async function watchPage(parts: DeskParts, on: Asked): Promise<unknown> {
  const { opened, signed, request, reply, at } = on
  const register = await cameraOpen(opened)
  if (!register.ok) return on.refuse(register.refusal)
  const answer = await opened.read(filmedTimes, itemIn(request))
  const closedFor = answer.ok ? answer.heldBack?.refusal : answer.refusal
  if (closedFor !== undefined) return on.refuse(closedFor)
  const [piece] = answer.ok ? answer.rows : []
  if (piece === undefined || piece.mediaId === null) throw new HttpFault(404, 'there is no such footage')
  const page = {
    frame: deskFrame(parts),
    bar: bar(signed),
    back: at,
    camera: register.camera,
    piece,
    keepable: mayKeepLonger(opened),
    disclosable: opened.activity === 'crime-prevention' && opened.allows('cctv-footage'),
  }
  return sendPage(reply, <WatchPage {...page} />)
}
