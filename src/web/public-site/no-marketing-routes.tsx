import type { FastifyInstance, FastifyReply } from 'fastify'
import { knowsMarketing } from '#duties/objections/no-marketing.ts'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { fewTries } from '../few-tries.ts'
import { formToken, parseQuery } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import { fromAnybody } from '../who-may-send.ts'
import { noQuery } from './addresses.ts'
import { publicFrame } from './frame.tsx'
import { linesOf, NoMarketingPage, noMarketingAsked } from './no-marketing-page.tsx'
import { dateWords } from './plain-words.ts'
import { lastSent, rememberSent } from './sent.ts'
import { SentPage } from './sent-page.tsx'
import type { PublicSite } from './site.ts'

const at = '/no-marketing'
const formLimit = { ...fromAnybody, onRequest: fewTries('no-marketing') }

/** Saying no to marketing (MK4), and the page that confirms it. It says the same whether or not anybody on file was found. */
export function noMarketingRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => {
    const { edition } = deps.editions.current()
    if (!knowsMarketing(edition)) throw new HttpFault(404, 'the notice has no marketing')
    return edition
  }
  const frame = () => publicFrame(deps, at)
  const page = (reply: FastifyReply) => ({ frame: frame(), edition: edition(), token: formToken(reply), open: deps.noMarketing.isOpen() })

  app.get(at, (request, reply) => {
    parseQuery(noQuery, request.query)
    return sendPage(reply, <NoMarketingPage {...page(reply)} />)
  })
  app.post(at, formLimit, async (request, reply) => {
    const form = noMarketingAsked.read(request.body, dateIn(deps.clock()))
    if (!form.ok) {
      reply.code(422)
      return sendPage(reply, <NoMarketingPage {...page(reply)} refused={form} />)
    }
    const contacts = linesOf(form.value.contacts)
    const taken = await deps.noMarketing.submit({ ...form.value, contacts, formId: request.formId, at: deps.clock() })
    if (taken === null) {
      const refused = { ok: false, errors: [], values: { contacts: form.value.contacts } } as const
      reply.code(403)
      return sendPage(reply, <NoMarketingPage {...page(reply)} open={false} refused={refused} />)
    }
    rememberSent(request, { form: 'no-marketing', reference: taken.reference, by: taken.answerBy.toString() })
    return reply.redirect(`${at}/sent`, 303)
  })
  app.get(`${at}/sent`, (request, reply) => {
    parseQuery(noQuery, request.query)
    const sent = lastSent(request, 'no-marketing')
    if (sent?.by === undefined) return reply.redirect(at, 303)
    return sendPage(
      reply,
      <SentPage frame={frame()} title="You have said no to marketing" reference={sent.reference} edition={edition()}>
        <p class="govuk-body">
          For an address or number that we have of you as you wrote it, it has stopped already, unless many people share it. A colleague
          looks for you under anything else we have by <strong>{dateWords(sent.by)}</strong>.
        </p>
      </SentPage>,
    )
  })
}
