import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import csrfProtection from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import session from '@fastify/session'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { type SentForms, tokenHours } from '#duties/browsers/sent-forms.ts'
import type { SessionStore } from '#duties/browsers/sessions.ts'
import type { Tries } from '#duties/browsers/tries.ts'
import { answerErrors, sendPage } from './answers.tsx'
import type { PublicDeps } from './deps.ts'
import { deskFrame } from './desk/frame.tsx'
import { ErrorPage } from './error-pages.tsx'
import { countTries } from './few-tries.ts'
import { readFormBody } from './form-body.ts'
import { endHalfSent, serverBounds } from './half-sent.ts'
import { type Look, lookRoutes } from './look.ts'
import { takeFormsOnce } from './once.ts'
import { publicFrame } from './public-site/frame.tsx'
import { publicSite } from './public-site/public-site.ts'
import { kioskFrame } from './reception/frame.tsx'
import { limitRequests, type RequestLimits, unlimited, usualLimits } from './request-limits.ts'
import { memorySentForms } from './sent-forms.ts'
import { pluginStore } from './sessions.ts'
import { memoryTries } from './tries.ts'
import { leaveUnread } from './unread-body.ts'
import { refuseByHeaders, sendersAreDeclared } from './who-may-send.ts'

/** A further part of the site (account, desk, reception …), registered beside the public one. */
export type Door = (app: FastifyInstance) => Promise<void>

export type WebDeps = PublicDeps & {
  readonly look: Look
  readonly log: FastifyBaseLogger
  readonly sessions: SessionStore
  /** Which forms were taken: shared by all web processes of one landlord, as sessions are. Absent: this process alone knows, until it ends. */
  readonly sentForms?: SentForms
  /** Signs cookies; at least 32 characters. */
  readonly cookieSecret: string
  /**
   * Served over HTTPS: secure cookies, and browsers told to stay on it. A proxy on this machine is believed about whether somebody calls over
   * HTTPS; from anywhere else such words are not.
   */
  readonly secure: boolean
  /** The addresses of proxies that are believed about who is calling; absent: nobody is. */
  readonly proxies?: readonly string[]
  /** Answers `GET /health`; absent: ready as soon as it listens. */
  readonly ready?: () => Promise<boolean>
  readonly doors?: readonly Door[]
  readonly limits?: Partial<RequestLimits>
  /** Who counts what may be done a few times only; absent: this process, in memory. */
  readonly tries?: Tries
}

const bodyLimit = 64 * 1024

/** The whole site, not yet listening. */
export function webApp(deps: WebDeps): FastifyInstance {
  const { proxies = [] } = deps
  const believed = proxies.length > 0
  const app = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: believed ? [...proxies] : deps.secure ? 'loopback' : false,
    bodyLimit,
    ...serverBounds,
    routerOptions: { maxParamLength: 200 },
    // The reference on error pages; it leads to the log line and says nothing else.
    genReqId: () => randomBytes(6).toString('hex'),
    requestIdHeader: false,
    // An address that is not even an address; the site's own hooks never see it.
    frameworkErrors: (_error, request, reply) => {
      reply.statusCode = 400
      sendPage(reply, ErrorPage({ frame: publicFrame(deps), status: 400, reference: request.id }))
    },
  })
  endHalfSent(app)
  // Forms only: a door that takes in anything else adds its own parser, in its own scope.
  app.removeAllContentTypeParsers()
  sendersAreDeclared(app)
  takeFormsOnce(app, deps.sentForms ?? memorySentForms())
  leaveUnread(app)
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        reference: request.id,
      },
      'answered',
    )
  })
  app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: policy }, ...headers(deps) })
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    if (routeOptions.config.forEverybody === true) delete raw.headers.cookie
  })
  limitRequests(app, { ...usualLimits, ...deps.limits }, believed)
  countTries(app, deps.tries ?? memoryTries(), believed)
  app.register(cookie)
  app.register(session, {
    store: pluginStore(deps.sessions, deps.clock),
    secret: deps.cookieSecret,
    cookieName: deps.secure ? '__Host-assured' : 'assured',
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: deps.secure, maxAge: tokenHours * 60 * 60 * 1000 },
    // Nobody gets a cookie for reading: only for a form, or for signing in.
    saveUninitialized: false,
    rolling: false,
  })
  app.register(csrfProtection, {
    sessionPlugin: '@fastify/session',
    getToken: tokenOf,
    csrfOpts: { validity: tokenHours * 60 * 60 * 1000 },
  })
  app.register(formbody, { parser: readFormBody, bodyLimit })
  app.register(async (site) => {
    refuseByHeaders(site, deps.origin)
    // A colleague who mistypes an address stays at the desk, and a tablet at reception stays one.
    answerErrors(site, ({ url }) =>
      isBelow('desk', url) ? deskFrame(deps) : isBelow('reception', url) ? kioskFrame(deps) : publicFrame(deps),
    )
    lookRoutes(site, deps.look)
    // That it answers at all says that it lives; whether it can be worked with, `/health` says.
    site.get('/health/live', { config: unlimited }, async () => ({ live: true }))
    site.get('/health', { config: unlimited }, async (_request, reply) => {
      const ready = deps.ready === undefined || (await deps.ready())
      return reply.code(ready ? 200 : 503).send({ ready, edition: deps.editions.current().hash })
    })
    await publicSite(site, deps)
    for (const door of deps.doors ?? []) await site.register(door)
  })
  return app
}

function isBelow(door: string, url: string): boolean {
  return new RegExp(`^/${door}(?![^/?])`).test(url)
}

/** From the form's own hidden field only: never a header, which another page could be made to send. */
function tokenOf(request: { readonly body: unknown }): string {
  const { body } = request
  return typeof body === 'object' && body !== null && '_csrf' in body && typeof body._csrf === 'string' ? body._csrf : ''
}

const policy = {
  'default-src': ["'self'"],
  'style-src': ["'self'"],
  'script-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}

function headers(deps: WebDeps) {
  return {
    hsts: deps.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  } as const
}
