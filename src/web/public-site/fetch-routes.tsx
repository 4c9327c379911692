import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Shown } from '#duties/handovers/at-page.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { fewTries } from '../few-tries.ts'
import { formToken, type Refusal } from '../forms.ts'
import { errorFields } from '../log.ts'
import { fromAnybody } from '../who-may-send.ts'
import { CodePage, codeAsked, FetchPage, NothingWaitsPage, NotNowPage } from './fetch-page.tsx'
import { publicFrame } from './frame.tsx'
import type { PublicSite } from './site.ts'

declare module 'fastify' {
  interface Session {
    /** What waits for whoever uses this browser, once they have shown its code. */
    shownCode?: Shown | undefined
  }
}

const at = '/fetch'
const formLimit = { ...fromAnybody, onRequest: fewTries('fetch') }
const addressed = z.object({ link: z.string() })

/**
 * Where somebody fetches what the landlord has decided to give them. Looking changes nothing, so that programs that check mail may open the
 * link. The address is a secret: it goes into no log, and to no other page.
 */
export function fetchRoutes(app: FastifyInstance, deps: PublicSite): void {
  const common = () => ({ frame: publicFrame(deps), edition: deps.editions.current().edition })
  const nothing = (reply: FastifyReply) => sendPage(reply.code(404), <NothingWaitsPage {...common()} />)

  async function show(request: FastifyRequest, reply: FastifyReply, refused?: Refusal) {
    keepSecret(reply)
    const link = linkIn(request)
    const found = await deps.handovers.behind(link)
    if (found === undefined) return nothing(reply)
    const props = { ...common(), at: `${at}/${encodeURIComponent(link)}`, found, token: formToken(reply) }
    if (refused !== undefined) return sendPage(reply.code(422), <CodePage {...props} refused={refused} />)
    const { shownCode } = request.session
    const isShown = shownCode?.id === found.id && shownCode.codes === found.codes
    return sendPage(reply, isShown ? <FetchPage {...props} /> : <CodePage {...props} />)
  }

  app.get(`${at}/:link`, (request, reply) => show(request, reply))

  app.post(`${at}/:link`, formLimit, async (request, reply) => {
    keepSecret(reply)
    const read = codeAsked.read(request.body, dateIn(deps.clock()))
    if (!read.ok) return show(request, reply, { ...read, values: {} })
    const tried = await deps.handovers.tryCode(linkIn(request), read.value.code)
    if (tried.ok) {
      request.session.set('shownCode', tried.shown)
      return reply.redirect(`${at}/${encodeURIComponent(linkIn(request))}`, 303)
    }
    if (tried.why === 'closed') return nothing(reply)
    const message = tried.why === 'wrong' ? wrongWords(tried.left) : 'The code has eight digits'
    return show(request, reply, { ok: false, errors: [{ field: 'code', message }], values: {} })
  })

  app.post(`${at}/:link/file`, formLimit, async (request, reply) => {
    keepSecret(reply)
    const { shownCode } = request.session
    // The session has ended: the code is asked for again.
    if (shownCode === undefined) return reply.redirect(`${at}/${encodeURIComponent(linkIn(request))}`, 303)
    const fetched = await deps.handovers.fetch(linkIn(request), shownCode)
    if (!fetched.ok) return fetched.why === 'closed' ? nothing(reply) : sendPage(reply.code(409), <NotNowPage {...common()} />)
    reply.raw.once('finish', () => {
      fetched.sent().catch((error: unknown) => {
        request.log.error({ ...errorFields(error), reference: request.id }, 'that something was fetched could not be noted')
      })
    })
    return reply
      .headers({
        'content-type': 'application/zip',
        'content-length': fetched.bytes,
        'content-disposition': 'attachment; filename="your-file.zip"',
      })
      .send(Readable.from(fetched.archive))
  })
}

function linkIn({ params }: FastifyRequest): string {
  return addressed.parse(params).link
}

/**
 * No page that is opened from here learns the address, no search engine lists it, and nothing keeps the page. A browser that is told `no-referrer`
 * would not say from which site our own form comes either; `strict-origin` tells the site and never the address.
 */
function keepSecret(reply: FastifyReply): void {
  reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'strict-origin', 'x-robots-tag': 'noindex, nofollow, noarchive' })
}

function wrongWords(left: number): string {
  return `That is not the code. You can try ${left === 1 ? 'once more' : `${left} more times`}, then it is locked`
}
