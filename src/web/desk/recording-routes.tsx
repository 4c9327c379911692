import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isInActivity } from '#decisions/entry.ts'
import { mayKeepLonger } from '#duties/holds/holds.ts'
import { waveformKind } from '#exchange/telephone/waveform.ts'
import type { Opened } from '#gate/opened.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { type ActivityWith, isWithin } from '#notice/within-ceiling.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { sendPage } from '../answers.tsx'
import { parseForm } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { fromColleagues } from '../who-may-send.ts'
import { deskFrame } from './frame.tsx'
import { legible } from './legible.ts'
import { itemIn, onOpening } from './on-opening.ts'
import { RecordingPage } from './recording-page.tsx'
import { bar, type DeskParts } from './signed.tsx'
import { rangeOf, sendHeard } from './stretch.ts'
import { dayAndTime } from './values.ts'

const second = z.coerce.number().int().min(0).max(86_400)
const playedShape = z.strictObject({ from: second, until: second })

/** A recording of an open record: its page with a player, and the sound of it, stretch by stretch (TC6, TC8, TC9). */
export function recordingRoutes(app: FastifyInstance, parts: DeskParts): void {
  app.get(
    '/desk/openings/:id/recordings/:item',
    onOpening(parts, 'call-recordings', async ({ request, reply, signed, opened, at, refuse }) => {
      const answer = await opened.read(callRecordings, itemIn(request))
      const closedFor = answer.ok ? answer.heldBack?.refusal : answer.refusal
      if (closedFor !== undefined) return refuse(closedFor)
      const [recording] = answer.ok ? answer.rows : []
      if (recording === undefined || recording.mediaId === null) throw new HttpFault(404, 'there is no such recording')
      const page = {
        frame: deskFrame(parts),
        bar: bar(signed),
        back: at,
        recording,
        keepable: mayKeepLonger(opened),
        cuttable: opened.activity === 'call-quality',
      }
      const also = { drawing: await drawingOf(opened, recording.id), contact: await contactOf(parts, opened, recording.contactId) }
      return sendPage(reply, <RecordingPage {...page} {...also} script={parts.look.player} token={signed.token} />)
    }),
  )
  app.post(
    '/desk/openings/:id/recordings/:item/played',
    fromColleagues,
    onOpening(parts, 'call-recordings', async ({ request, reply, opened }) => {
      const sent = parseForm(playedShape, request.body)
      if (!sent.ok || sent.value.until <= sent.value.from) throw new HttpFault(400, 'the player did not say which part was played')
      const { from, until } = sent.value
      await opened.played(callRecordings, { id: itemIn(request), fromSecond: from, untilSecond: until })
      return reply.code(204).send()
    }),
  )
  app.get(
    '/desk/openings/:id/recordings/:item/sound',
    onOpening(parts, 'call-recordings', async ({ request, reply, opened }) => {
      const { from, to } = rangeOf(request.headers.range)
      const answer = await opened.hear(callRecordings, { id: itemIn(request), from, to })
      return sendHeard(reply, answer)
    }),
  )
}

/** How loud each stretch is, as it was drawn when the recording came in. */
async function drawingOf(opened: OpenForCalls, id: string): Promise<readonly number[] | null> {
  const answer = await opened.hear(callRecordings, { id, derived: waveformKind, from: 0, to: mostDrawn })
  return answer.ok ? [...Buffer.concat(await Array.fromAsync(answer.stretch.open()))] : null
}

const mostDrawn = 10_000

/** The contact that the call belongs to, where the edition shows contacts in the activity and it is still there. */
async function contactOf({ editions }: DeskParts, opened: OpenForCalls, id: string | null): Promise<string | null> {
  const entry = editions.current().edition.activities.find((each) => each.id === opened.activity)
  if (id === null || entry === undefined || !isInActivity(entry, 'contact-log') || !hasContacts(opened)) return null
  const answer = await opened.read(contacts, id)
  const [contact] = answer.ok ? answer.rows : []
  return contact === undefined ? null : `${legible(contact.topic)}, ${dayAndTime(Temporal.Instant.from(contact.happenedAt))}`
}

type OpenForCalls = Opened<ActivityWith<'call-recordings'>>

function hasContacts(opened: { readonly activity: Activity }): opened is Opened<ActivityWith<'contact-log'>> {
  return isWithin(opened.activity, 'contact-log')
}
