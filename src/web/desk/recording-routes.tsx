import type { FastifyInstance } from 'fastify'
import type { OpenForHolds } from '#duties/holds/holds.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { sendPage } from '../answers.tsx'
import { HttpFault } from '../http-fault.ts'
import { deskFrame } from './frame.tsx'
import { itemIn, onOpening } from './on-opening.ts'
import { RecordingPage } from './recording-page.tsx'
import { bar, type DeskParts } from './signed.tsx'
import { rangeOf, sendHeard } from './stretch.ts'

/** A recording of an open record: its page with a player, and the sound of it, stretch by stretch (TC6, TC8, TC9). */
export function recordingRoutes(app: FastifyInstance, parts: DeskParts): void {
  app.get(
    '/desk/openings/:id/recordings/:item',
    onOpening(parts, 'call-recordings', async ({ request, reply, signed, opened, at, refuse }) => {
      const answer = await opened.read(callRecordings, itemIn(request))
      const closedFor = answer.read ? answer.heldBack?.refusal : answer.refusal
      if (closedFor !== undefined) return refuse(closedFor)
      const [recording] = answer.read ? answer.rows : []
      if (recording === undefined || recording.mediaId === null) throw new HttpFault(404, 'there is no such recording')
      const page = { frame: deskFrame(parts), bar: bar(signed), back: at, recording, keepable: mayKeepLonger(opened) }
      return sendPage(reply, <RecordingPage {...page} />)
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

/** Whether a hold could be placed from here: where the activity and the role may write down why. */
export function mayKeepLonger(opened: { readonly activity: Activity }): boolean {
  return hasReasons(opened) && opened.allows('documents')
}

function hasReasons(opened: { readonly activity: Activity }): opened is OpenForHolds {
  return isWithin(opened.activity, 'documents')
}
