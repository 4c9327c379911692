import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { mailboxOf } from '#duties/readers/address.ts'
import { changesAt } from '#duties/readers/letters.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../../answers.tsx'
import { fewTries } from '../../few-tries.ts'
import { formToken, parseQuery, sentAlong } from '../../forms.ts'
import { fromAnybody } from '../../who-may-send.ts'
import { noQuery } from '../addresses.ts'
import { publicFrame } from '../frame.tsx'
import type { PublicSite } from '../site.ts'
import { changesFeed } from './changes-feed.ts'
import {
  addressAsked,
  ChangesPage,
  ConfirmedPage,
  ConfirmPage,
  feedAt,
  LetterSentPage,
  LinkOverPage,
  StopLinkPage,
  StopPage,
  StoppedPage,
} from './changes-page.tsx'

const linked = z.strictObject({ link: z.string().min(1).max(1000) })
const askLimit = { ...fromAnybody, onRequest: fewTries('be-told') }
const linkLimit = { ...fromAnybody, onRequest: fewTries('told-link') }

/** Being told when the notice changes (N4): a feed, or a letter by e-mail. Whatever is looked at changes nothing; what is sent, does. */
export function changesRoutes(app: FastifyInstance, deps: PublicSite): void {
  const frame = () => publicFrame(deps)
  const common = () => ({ frame: frame(), edition: deps.editions.current().edition })
  const page = (reply: FastifyReply) => ({ ...common(), token: formToken(reply), closed: deps.readers.closedBecause() })

  app.get(changesAt, (request, reply) => {
    parseQuery(noQuery, request.query)
    // Where there is no form, there is no cookie.
    const closed = deps.readers.closedBecause()
    return sendPage(reply, <ChangesPage {...(closed === null ? page(reply) : { ...common(), token: '', closed })} />)
  })
  app.get(feedAt, (request, reply) => {
    parseQuery(noQuery, request.query)
    const origin = deps.origin ?? `${request.protocol}://${request.host}`
    const feed = changesFeed(deps.editions, origin, dateIn(deps.clock()))
    return reply.header('content-type', 'application/atom+xml; charset=utf-8').send(feed)
  })

  app.post(changesAt, askLimit, async (request, reply) => {
    const form = addressAsked.read(request.body, dateIn(deps.clock()))
    if (!form.ok) return sendPage(reply.code(422), <ChangesPage {...page(reply)} refused={form} />)
    if (deps.readers.closedBecause() !== null) return sendPage(reply.code(403), <ChangesPage {...page(reply)} />)
    const { address } = form.value
    // To one mailbox nobody can have more than a few letters sent, whoever they are. They are told no more than anybody else.
    const tooMany = (await request.server.tried(request, 'letters-to', mailboxOf(address))) > 0
    if (!tooMany && !(await deps.readers.ask(address))) return sendPage(reply.code(503), <ChangesPage {...page(reply)} away />)
    return reply.redirect(`${changesAt}/sent`, 303)
  })
  app.get(`${changesAt}/sent`, (_request, reply) => sendPage(reply, <LetterSentPage frame={frame()} />))
  confirmRoutes(app, deps)
  stopRoutes(app, deps)
}

function confirmRoutes(app: FastifyInstance, deps: PublicSite): void {
  const frame = () => publicFrame(deps)
  const common = () => ({ frame: frame(), edition: deps.editions.current().edition })
  const over = (reply: FastifyReply) => sendPage(keepSecret(reply).code(404), <LinkOverPage frame={frame()} />)

  app.get(`${changesAt}/confirm`, (request, reply) => {
    const { link } = parseQuery(linked, request.query)
    if (!deps.readers.canConfirm(link)) return over(reply)
    return sendPage(keepSecret(reply), <ConfirmPage {...common()} token={formToken(reply)} link={link} />)
  })
  app.post(`${changesAt}/confirm`, linkLimit, async (request, reply) => {
    const confirmed = await deps.readers.confirm(sentAlong(linked, request.body).link)
    return confirmed === 'told' ? reply.redirect(`${changesAt}/confirmed`, 303) : over(reply)
  })
  app.get(`${changesAt}/confirmed`, (_request, reply) => sendPage(reply, <ConfirmedPage {...common()} />))
}

function stopRoutes(app: FastifyInstance, deps: PublicSite): void {
  const frame = () => publicFrame(deps)
  /** The page of a letter’s link; and of the address for one click, which some programs open instead of sending to it. */
  for (const at of [`${changesAt}/stop`, `${changesAt}/one-click`])
    app.get(at, (request, reply) => {
      const { link } = parseQuery(linked, request.query)
      return sendPage(keepSecret(reply), <StopPage frame={frame()} token={formToken(reply)} link={link} />)
    })
  app.post(`${changesAt}/stop`, linkLimit, async (request, reply) => {
    const isOurs = await deps.readers.stop(sentAlong(linked, request.body).link)
    if (!isOurs) return sendPage(keepSecret(reply).code(404), <StopLinkPage frame={frame()} />)
    return reply.redirect(`${changesAt}/stopped`, 303)
  })
  app.get(`${changesAt}/stopped`, (_request, reply) => sendPage(reply, <StoppedPage frame={frame()} />))
  // RFC 8058: a mail program sends here by itself, with no page of ours before it. What its link holds is its proof.
  app.register(async (oneClick) => {
    oneClick.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null))
    const sent = { config: { sender: 'machine' }, bodyLimit: 4096, onRequest: fewTries('told-link') } as const
    oneClick.post(`${changesAt}/one-click`, sent, async (request, reply) => {
      const isOurs = await deps.readers.stop(parseQuery(linked, request.query).link)
      const answer = keepSecret(reply).header('content-type', 'text/plain; charset=utf-8')
      return isOurs ? answer.send('Stopped.\n') : answer.code(404).send('This link does not work.\n')
    })
  })
}

/** No page that is opened from here learns the address, no search engine lists it, and nothing keeps the page. */
function keepSecret(reply: FastifyReply): FastifyReply {
  return reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'strict-origin', 'x-robots-tag': 'noindex, nofollow, noarchive' })
}
