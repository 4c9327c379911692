import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { fewTries } from '../few-tries.ts'
import { formToken, parseQuery } from '../forms.ts'
import { fromAnybody } from '../who-may-send.ts'
import { noQuery } from './addresses.ts'
import { about, FeedbackPage, feedbackAbout } from './feedback-page.tsx'
import { publicFrame } from './frame.tsx'
import { lastSent, rememberSent } from './sent.ts'
import { SentPage } from './sent-page.tsx'
import type { PublicSite } from './site.ts'
import { knownSubject, subjectOf } from './subject-of.ts'

const formLimit = { ...fromAnybody, onRequest: fewTries('feedback') }

export function feedbackRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => deps.editions.current().edition
  const wording = () => edition().landlord.contacts.wording.email
  const page = (reply: FastifyReply) => ({
    frame: publicFrame(deps),
    token: formToken(reply),
    writeTo: deps.feedback.isOpen() ? null : wording(),
  })

  app.get('/feedback', (request, reply) => {
    const query = parseQuery(z.strictObject({ about: about.default('notice') }), request.query)
    const subject = subjectOf(edition(), query.about)
    return sendPage(reply, <FeedbackPage {...page(reply)} about={query.about} subject={subject} />)
  })
  app.post('/feedback', formLimit, async (request, reply) => {
    const form = feedbackAbout('').read(request.body, dateIn(deps.clock()))
    if (!form.ok) {
      const to = about.safeParse(form.values.about).data ?? 'notice'
      reply.code(422)
      return sendPage(reply, <FeedbackPage {...page(reply)} about={to} subject={subjectOf(edition(), to)} refused={form} />)
    }
    const { hash } = deps.editions.current()
    const asked = knownSubject(edition(), form.value.about)
    const taken = await deps.feedback.submit({ ...form.value, about: asked, edition: hash, formId: request.formId, at: deps.clock() })
    if (taken === null) {
      const { about: to, text } = form.value
      reply.code(403)
      const typed = { ok: false, errors: [], values: { text } } as const
      return sendPage(
        reply,
        <FeedbackPage {...page(reply)} writeTo={wording()} about={to} subject={subjectOf(edition(), to)} refused={typed} />,
      )
    }
    rememberSent(request, { form: 'feedback', reference: taken.reference })
    return reply.redirect('/feedback/sent', 303)
  })
  app.get('/feedback/sent', (request, reply) => {
    parseQuery(noQuery, request.query)
    const sent = lastSent(request, 'feedback')
    if (sent === undefined) return reply.redirect('/feedback', 303)
    return sendPage(
      reply,
      <SentPage frame={publicFrame(deps)} title="Thank you for telling us" reference={sent.reference} edition={edition()}>
        <p class="govuk-body">
          The people who write the notice read what you sent. When the words change, the new edition and its changes are listed under older
          notices. We do not answer each message; if you want an answer, raise a concern instead.
        </p>
      </SentPage>,
    )
  })
}
