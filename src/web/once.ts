import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { HttpFault } from './http-fault.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** `machine`: not a form of a page but a call that carries its own proof; its door checks that. */
    sender?: 'machine'
  }
  interface FastifyRequest {
    /** Differs for every form shown; empty for anything that is not a form. */
    formId: string
  }
}

const mostRemembered = 100
const mostJustTaken = 10_000
const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Every form must have been shown by us to this session (forged: 403) and is taken once (replayed: 409). It counts as taken
 * when it was answered by a redirect; a form sent back with errors gets a new token. INVARIANT: no route that changes
 * something escapes this but one that says it is for machines.
 */
export function takeFormsOnce(app: FastifyInstance): void {
  const underWay = new Set<string>()
  // A second press may have read the session before the first was noted in it.
  const justTaken = new Set<string>()
  app.decorateRequest('formId', '')

  // Registered before the session plugin, so that what it notes is saved with the session.
  app.addHook('onSend', async (request, reply) => {
    if (request.formId === '' || reply.statusCode !== 303) return
    justTaken.add(request.formId)
    const [oldest] = justTaken
    if (justTaken.size > mostJustTaken && oldest !== undefined) justTaken.delete(oldest)
    const sent = [...(request.session.sentForms ?? []), request.formId]
    const full = sent.length > mostRemembered
    request.session.set('sentForms', full ? [] : sent)
    // Too many to remember: a new secret makes all older tokens worthless instead.
    if (full) request.session.set('_csrf', undefined)
  })
  app.addHook('onResponse', async (request) => {
    underWay.delete(request.formId)
  })
  app.addHook('preHandler', (request, reply, done) => {
    if (safe.has(request.method) || request.is404 || request.routeOptions.config.sender === 'machine') done()
    else app.csrfProtection(request, reply, done)
  })
  app.addHook('preHandler', async (request) => {
    if (safe.has(request.method) || request.is404 || request.routeOptions.config.sender === 'machine') return
    const { token, fields } = withoutToken(request.body)
    const id = formIdOf(token)
    if (underWay.has(id) || justTaken.has(id) || request.session.sentForms?.includes(id) === true)
      throw new HttpFault(409, 'the form was already sent')
    underWay.add(id)
    request.formId = id
    request.body = fields
  })
}

/** What a form is known by once it was sent. */
export function formIdOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function withoutToken(body: unknown): { readonly token: string; readonly fields: Record<string, unknown> } {
  if (typeof body !== 'object' || body === null) return { token: '', fields: {} }
  const { _csrf: token, ...fields }: Record<string, unknown> = { ...body }
  return { token: typeof token === 'string' ? token : '', fields }
}
