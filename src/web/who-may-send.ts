import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#shared/fault.ts'
import { HttpFault } from './http-fault.ts'
import { colleagueOf } from './sign-in/session.ts'

/**
 * Who may send to a route. `anybody`: a form of the public pages. `colleague`: a form of the desk, of somebody signed in. `machine`: not a form of
 * a page but a call that carries its own proof, which its door checks from the headers. `reader`: words that are answered and not kept. Nothing changes
 * by them, so they need no token, nobody gets a cookie for the box that they are typed into, and they can be sent as often as a page can be read.
 */
export type Sender = 'anybody' | 'colleague' | 'machine' | 'reader'

declare module 'fastify' {
  interface FastifyContextConfig {
    sender?: Sender
  }
}

export const fromAnybody = { config: { sender: 'anybody' } } as const
export const fromReaders = { config: { sender: 'reader', forEverybody: true } } as const
export const fromColleagues = { config: { sender: 'colleague' } } as const
/** A form of the desk that brings a file: `takesFile`. */
export const fileFromColleagues = { config: { sender: 'colleague', withFile: true } } as const

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** INVARIANT: no route takes anything in without saying who may send it; one that does not say is a fault at the start, and the site does not open. */
export function sendersAreDeclared(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const takesIn = [method].flat().some((each) => !reading.has(each.toUpperCase()))
    if (takesIn && config?.sender === undefined)
      throw new Fault(
        'route-without-sender',
        `the route \`${url}\` takes something in, and does not say who may send it: \`config.sender\``,
      )
  })
}

/** Who sends no form that could change something. */
const noForms: ReadonlySet<Sender | undefined> = new Set<Sender>(['machine', 'reader'])

/** Whether what was asked for is a form that a page of ours sent and that may change something: no look, no machine's call, no reader's question. */
export function isForm(request: FastifyRequest): boolean {
  return !reading.has(request.method) && !request.is404 && !noForms.has(request.routeOptions.config.sender)
}

/**
 * Refuses a form by its headers alone, before a byte of what it brings is read: it came from another site's page, or nobody is signed in to the
 * desk. Registered where the session has been read. `origin`: our own address, where it is known; else the one that was asked for.
 */
export function refuseByHeaders(app: FastifyInstance, origin: string | undefined): void {
  app.addHook('onRequest', async (request) => {
    if (!isForm(request)) return
    if (!isFromOurPage(request, origin)) throw new HttpFault(403, 'the form was sent by the page of another site')
    if (request.routeOptions.config.sender !== 'anybody' && colleagueOf(request) === undefined)
      throw new HttpFault(403, 'nobody is signed in')
  })
}

/** As browsers say it of each form (Fetch, `Origin`; Fetch Metadata, `Sec-Fetch-Site`); what says neither is no browser, and has the token to show. */
function isFromOurPage({ headers, protocol, host }: FastifyRequest, origin = `${protocol}://${host}`): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return headers.origin === undefined || headers.origin === origin
}
