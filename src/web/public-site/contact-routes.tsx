import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { fewTries } from '../few-tries.ts'
import { formToken, parseQuery } from '../forms.ts'
import { fromAnybody } from '../who-may-send.ts'
import { idInAddress, noQuery } from './addresses.ts'
import { ContactPage, concern } from './contact-page.tsx'
import { publicFrame } from './frame.tsx'
import { rightTitle } from './notice/rights.tsx'
import { dateWords } from './plain-words.ts'
import { lastSent, rememberSent } from './sent.ts'
import { SentPage } from './sent-page.tsx'
import type { PublicSite } from './site.ts'

const formLimit = { ...fromAnybody, onRequest: fewTries('contact') }
const subject = z.strictObject({ about: idInAddress.shape.id.optional() })

export function contactRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => deps.editions.current().edition
  const frame = () => publicFrame(deps, '/contact')
  const page = (reply: FastifyReply) => ({
    frame: frame(),
    edition: edition(),
    today: dateIn(deps.clock()),
    token: formToken(reply),
    open: deps.concerns.isOpen(),
  })

  app.get('/contact', (request, reply) => {
    const query = parseQuery(subject, request.query)
    return sendPage(reply, <ContactPage {...page(reply)} subject={rightTitle(query.about)} />)
  })
  app.post('/contact', formLimit, async (request, reply) => {
    const form = concern.read(request.body, dateIn(deps.clock()))
    if (!form.ok) {
      reply.code(422)
      return sendPage(reply, <ContactPage {...page(reply)} refused={form} />)
    }
    const taken = await deps.concerns.submit({ ...form.value, formId: request.formId, at: deps.clock() })
    if (taken === null) {
      reply.code(403)
      return sendPage(
        reply,
        <ContactPage {...page(reply)} open={false} refused={{ ok: false, errors: [], values: { text: form.value.text } }} />,
      )
    }
    rememberSent(request, { form: 'contact', reference: taken.reference, by: taken.answerBy.toString() })
    return reply.redirect('/contact/sent', 303)
  })
  app.get('/contact/sent', (request, reply) => {
    parseQuery(noQuery, request.query)
    const sent = lastSent(request, 'contact')
    if (sent?.by === undefined) return reply.redirect('/contact', 303)
    return sendPage(
      reply,
      <SentPage frame={frame()} title="We have your message" reference={sent.reference} edition={edition()}>
        <p class="govuk-body">
          Our data protection team confirms by <strong>{dateWords(sent.by)}</strong> at the latest that it has your message, then looks into
          it and tells you what it finds. Keep the reference in case you call us.
        </p>
      </SentPage>,
    )
  })
}
