import type { FastifyInstance, FastifyReply } from 'fastify'
import type { HearAnswer } from '#gate/media.ts'
import type { Door, Visit } from '../pages/index.ts'

type Range = { readonly from: number; readonly to: number }

/** Sound or film, stretch by stretch as a player asks for it. */
export function playedRoute<V extends Visit>(
  app: FastifyInstance,
  door: Pick<Door<V>, 'enter'>,
  at: string,
  hear: (visit: V, range: Range) => Promise<HearAnswer>,
): void {
  app.get(
    at,
    door.enter(async (visit) => sendHeard(visit.reply, await hear(visit, rangeOf(visit.request.headers.range)))),
  )
}

/** One range of bytes, as players ask for it (RFC 9110 §14.1.2); whatever else is asked for is the whole. */
function rangeOf(header: string | undefined): Range {
  const [, from, to = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === undefined) return { from: 0, to: Number.MAX_SAFE_INTEGER }
  return { from: Number(from), to: to === '' ? Number.MAX_SAFE_INTEGER : Number(to) }
}

/** What was heard to a player, or why nothing was. */
function sendHeard(reply: FastifyReply, answer: HearAnswer): FastifyReply {
  return answer.ok ? sendStretch(reply, answer) : sendNothing(reply, answer)
}

function sendStretch(reply: FastifyReply, { stretch }: Extract<HearAnswer, { ok: true }>): FastifyReply {
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
    .send(stretch.read())
}

/** A player shows no page: the status alone tells it. */
function sendNothing(reply: FastifyReply, answer: Extract<HearAnswer, { ok: false }>): FastifyReply {
  return reply.code(answer.why === 'refused' ? 403 : answer.why === 'beyond' ? 416 : 404).send()
}
