import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { JSX } from 'preact'
import type { Frame } from './components/page.tsx'
import { renderPage } from './components/page.tsx'
import { ErrorPage, statusOf } from './error-pages.tsx'
import { errorFields } from './log.ts'
import { tryAgainAfter } from './unavailable.ts'

/** Sends a page as HTML. */
export function sendPage(reply: FastifyReply, page: JSX.Element): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(renderPage(page))
}

/** One error page for every door; JSON for whoever asks for nothing but JSON. */
export function answerErrors(app: FastifyInstance, frame: (request: FastifyRequest) => Frame): void {
  const answer = (request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply => {
    reply.code(status)
    if (status === 503) reply.header('retry-after', tryAgainAfter)
    if (wantsJson(request)) return reply.send({ error: status, reference: request.id })
    return sendPage(reply, ErrorPage({ frame: frame(request), status, reference: request.id }))
  }
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    const fields = { ...errorFields(error), reference: request.id, route: request.routeOptions.url ?? 'none' }
    if (status >= 500) request.log.error(fields, 'request failed')
    else request.log.info(fields, 'request refused')
    // What this request noted in its session has nowhere to be kept, and the page must not fail for that.
    if (status === 503) Reflect.set(request, 'session', {})
    return answer(request, reply, status)
  })
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => answer(request, reply, 404))
}

function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}
