import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Opening, openings, vouchedBy } from '#duties/openings/openings.ts'
import type { HearAnswer } from '#gate/media.ts'
import type { Opened } from '#gate/opened.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { type ActivityWith, isWithin } from '#notice/within-ceiling.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { sendPage } from '../answers.tsx'
import { HttpFault } from '../http-fault.ts'
import { deskFrame } from './frame.tsx'
import { RecordingPage } from './recording-page.tsx'
import { bar, closed, type DeskParts, idIn, refused, type Signed, signedIn } from './signed.tsx'
import { isDeskActivity } from './views.ts'

type Asked = {
  readonly signed: Signed
  readonly opening: Opening
  readonly opened: Opened<ActivityWith<'call-recordings'>>
  readonly id: string
}
type Route = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** A recording of an open record: its page with a player, and the sound of it, stretch by stretch (TC6, TC8, TC9). */
export function recordingRoutes(app: FastifyInstance, parts: DeskParts): void {
  app.get(
    '/desk/openings/:id/recordings/:item',
    onRecording(parts, async (reply, { signed, opening, opened, id }) => {
      const answer = await opened.read(callRecordings, id)
      const closedFor = answer.read ? answer.heldBack?.refusal : answer.refusal
      if (closedFor !== undefined) return refused(parts, reply, signed, closedFor, at(opening), wanted(opening))
      const [recording] = answer.read ? answer.rows : []
      if (recording === undefined || recording.mediaId === null) throw new HttpFault(404, 'there is no such recording')
      const page = { frame: deskFrame(parts), bar: bar(signed), back: at(opening), recording }
      return sendPage(reply, <RecordingPage {...page} />)
    }),
  )
  app.get(
    '/desk/openings/:id/recordings/:item/sound',
    onRecording(parts, async (reply, { opened, id }, request) => {
      const { from, to } = rangeOf(request.headers.range)
      const answer = await opened.hear(callRecordings, { id, from, to })
      return answer.heard ? sendStretch(reply, answer) : sendNothing(reply, answer)
    }),
  )
}

/** The guard of both: the record is open to this colleague, for an activity that may have recordings. */
function onRecording(parts: DeskParts, work: (reply: FastifyReply, asked: Asked, request: FastifyRequest) => unknown): Route {
  return async (request, reply) => {
    const signed = signedIn(request, reply)
    const opening = await openings({ ...parts.gateParts, gate: parts.gate }).standing(signed.colleague, idIn(request))
    if (opening === undefined) return closed(parts, reply, signed)
    const { activity, person, reason } = opening
    if (!isDeskActivity(activity) || !hasRecordings(activity)) throw new HttpFault(404, 'the activity has no recordings')
    const parsed = addressed.safeParse(request.params)
    if (!parsed.success) throw new HttpFault(404, 'the address names no recording')
    const asked = { activity, person, because: reason, opening: opening.id, vouched: vouchedBy(opening) }
    const opened = await parts.gate.open(signed.colleague, asked)
    if (!opened.permitted) return refused(parts, reply, signed, opened.refusal, '/desk', wanted(opening))
    return work(reply, { signed, opening, opened, id: parsed.data.item }, request)
  }
}

const addressed = z.object({ item: z.uuid() })

function hasRecordings(activity: Activity): activity is ActivityWith<'call-recordings'> {
  return isWithin(activity, 'call-recordings')
}

function at({ id }: Opening): string {
  return `/desk/openings/${id}`
}

function wanted({ activity }: Opening) {
  return { activity, categories: ['call-recordings'] } as const
}

/** One range of bytes, as players ask for it (RFC 9110 §14.1.2); whatever else is asked for is the whole. */
function rangeOf(header: string | undefined): { readonly from: number; readonly to: number } {
  const [, from, to = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === undefined) return { from: 0, to: Number.MAX_SAFE_INTEGER }
  return { from: Number(from), to: to === '' ? Number.MAX_SAFE_INTEGER : Number(to) }
}

function sendStretch(reply: FastifyReply, { stretch }: Extract<HearAnswer, { heard: true }>): FastifyReply {
  const { type, bytes, range } = stretch
  const isPart = reply.request.headers.range !== undefined
  return reply
    .code(isPart ? 206 : 200)
    .headers({
      'content-type': type,
      'content-length': range.to - range.from + 1,
      'accept-ranges': 'bytes',
      // Played where it is, and kept nowhere.
      'content-disposition': 'inline',
      ...(isPart ? { 'content-range': `bytes ${range.from}-${range.to}/${bytes}` } : {}),
    })
    .send(Readable.from(stretch.open(), { objectMode: false, highWaterMark: 1024 * 1024 }))
}

/** A player shows no page: the status alone tells it. */
function sendNothing(reply: FastifyReply, answer: Extract<HearAnswer, { heard: false }>): FastifyReply {
  return reply.code(answer.why === 'refused' ? 403 : answer.why === 'beyond' ? 416 : 404).send()
}
