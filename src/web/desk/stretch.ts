import type { FastifyInstance, FastifyReply } from 'fastify'
import type { HearAnswer } from '#gate/media/media.ts'
import type { Stretch } from '#gate/media/media-at-rest.ts'
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
    door.enter(async (visit) => {
      const { request, reply } = visit
      const { range } = request.headers
      const answer = await hear(visit, rangeOf(range))
      // A player shows no page: the status alone tells it.
      return answer.ok ? sendStretch(reply, answer.stretch, range !== undefined) : reply.code(statuses[answer.why]).send()
    }),
  )
}

const statuses = { refused: 403, beyond: 416, absent: 404 } as const

/** One range of bytes, as players ask for it (RFC 9110 §14.1.2); whatever else is asked for is the whole. */
function rangeOf(header: string | undefined): Range {
  const [, from, to = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === undefined) return { from: 0, to: Number.MAX_SAFE_INTEGER }
  return { from: Number(from), to: to === '' ? Number.MAX_SAFE_INTEGER : Number(to) }
}

function sendStretch(reply: FastifyReply, { type, bytes, range, read }: Stretch, isPart: boolean): FastifyReply {
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
    .send(read())
}
