import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** A body that says it is no longer than this (bytes) is read away, so that the connection can be used again. */
const readAway = 64 * 1024
/** Milliseconds that a sender has to hear the answer, while nothing more of what they send is read. */
const hearsFor = 2000

/**
 * What comes with a request that is answered without it stays unread: the answer goes out, the connection stands a moment so that the sender can
 * hear it (closed at once, the sender's machine throws the answer away: RFC 9112, 9.6), and closes. A sender that asks first whether to
 * send (`Expect: 100-continue`) is told to only once something here wants to read it.
 */
export function leaveUnread(app: FastifyInstance): void {
  app.server.on('checkContinue', (request, response) => app.server.emit('request', request, response))
  app.addHook('preParsing', async (request, reply) => {
    if (request.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue()
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (!isUnread(request)) return payload
    reply.header('connection', 'close')
    if (typeof payload !== 'string') return payload
    reply.header('content-length', Buffer.byteLength(payload))
    return Readable.from(standing(payload, request))
  })
}

/** Something is still to come, nobody is reading it, and it is not known to be short. */
function isUnread({ raw, headers }: FastifyRequest): boolean {
  const length = headers['content-length']
  const isShort = headers['transfer-encoding'] === undefined && Number(length ?? 0) <= readAway
  return !isShort && !raw.complete && raw.readableFlowing !== true
}

/** The whole answer, which its length says has come; and its end, which closes the connection, when the sender is gone or has had the time. */
async function* standing(payload: string, { raw }: FastifyRequest): AsyncGenerator<Buffer> {
  yield Buffer.from(payload)
  const gone = new AbortController()
  raw.socket.once('close', () => gone.abort())
  await setTimeout(hearsFor, undefined, { signal: gone.signal, ref: false }).catch(() => {})
}
