import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Milliseconds that others have for their part, before the connection is ended. */
const patience = {
  /** For the head of a request, from its first byte; for a new connection, from its opening. */
  head: 10_000,
  /** For the whole of a form. */
  form: 15_000,
  /** For the next `leastBytes` of an upload: a slow line takes as long as it takes, and one that stands still does not. */
  upload: 15_000,
  /** For the next `leastBytes` of an answer. A player that was paused asks for the rest anew. */
  reader: 45_000,
  /** Between two requests: longer than proxies usually keep a connection, so that they never send into a closed one. */
  idle: 72_000,
} as const

const leastBytes = 8 * 1024

/** How often it is looked, in milliseconds; also how often Node looks for heads that were never finished. */
const lookEvery = 1_000

/** A route that takes in more than this is an upload, and no form. */
const mostOfForm = 1024 * 1024

type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly socket: Socket
  readonly since: number
  isUpload: boolean
  /** What had come, and what had left, when it last went on. */
  read: number
  sent: number
  wentOn: number
}

/** What the server must be made with, for heads that are never finished. */
export const serverBounds = {
  keepAliveTimeout: patience.idle,
  // A bound on the whole would end an upload over a slow line.
  requestTimeout: 0,
  http: { headersTimeout: patience.head, connectionsCheckingInterval: lookEvery },
} as const

/** Ends the connections of those who begin to send and do not go on, and of those who ask and do not read the answer. */
export function endHalfSent(app: FastifyInstance): void {
  const open = new Map<IncomingMessage, Exchange>()
  // Before the site itself hears of it, which says at once what kind of route it is.
  app.server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    const now = performance.now()
    open.set(request, { request, response, socket, since: now, isUpload: false, read: socket.bytesRead, sent: 0, wentOn: now })
  })
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    const exchange = open.get(raw)
    if (exchange !== undefined) exchange.isUpload = (routeOptions.bodyLimit ?? 0) > mostOfForm
  })
  const looking = setInterval(() => {
    for (const exchange of open.values()) {
      if (isOver(exchange)) open.delete(exchange.request)
      else if (stands(exchange)) end(exchange)
    }
  }, lookEvery).unref()
  app.addHook('onClose', async () => clearInterval(looking))
}

function isOver({ request, response, socket }: Exchange): boolean {
  return socket.destroyed || (request.complete && (response.writableFinished || response.destroyed))
}

function stands(exchange: Exchange): boolean {
  const { request, socket } = exchange
  const now = performance.now()
  if (!request.complete) {
    if (!exchange.isUpload) return now - exchange.since > patience.form
    // What has come and was not taken yet is for us to take: nobody else is late.
    if (request.readableLength > 0 || socket.bytesRead - exchange.read >= leastBytes) goesOn(exchange, now)
    return now - exchange.wentOn > patience.upload
  }
  const sent = socket.bytesWritten - socket.writableLength
  // Nothing waits to be read: the answer is still being made.
  if (socket.writableLength === 0 || sent - exchange.sent >= leastBytes) goesOn(exchange, now)
  return now - exchange.wentOn > patience.reader
}

function goesOn(exchange: Exchange, now: number): void {
  exchange.wentOn = now
  exchange.read = exchange.socket.bytesRead
  exchange.sent = exchange.socket.bytesWritten - exchange.socket.writableLength
}

function end({ response, socket }: Exchange): void {
  if (!response.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  socket.destroy()
}
