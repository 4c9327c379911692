import type { FastifyInstance, FastifyReply } from 'fastify'
import { dateIn } from '#shared/clock.ts'
import { sendPage } from '../answers.tsx'
import { fewTries } from '../few-tries.ts'
import { formToken, parseQuery } from '../forms.ts'
import { fromAnybody } from '../who-may-send.ts'
import { noQuery } from './addresses.ts'
import { CopyPage, copyAsked } from './copy-page.tsx'
import { publicFrame } from './frame.tsx'
import { dateWords } from './plain-words.ts'
import { lastSent, rememberSent } from './sent.ts'
import { SentPage } from './sent-page.tsx'
import type { PublicSite } from './site.ts'

const at = '/your-copy'
const formLimit = { ...fromAnybody, onRequest: fewTries('copy') }

/** Asking for a copy of what is held (A1), and the page that confirms it. */
export function copyRoutes(app: FastifyInstance, deps: PublicSite): void {
  const edition = () => deps.editions.current().edition
  const frame = () => publicFrame(deps, at)
  const page = (reply: FastifyReply) => ({ frame: frame(), edition: edition(), token: formToken(reply), open: deps.copies.isOpen() })

  app.get(at, (request, reply) => {
    parseQuery(noQuery, request.query)
    return sendPage(reply, <CopyPage {...page(reply)} />)
  })
  app.post(at, formLimit, async (request, reply) => {
    const form = copyAsked.read(request.body, dateIn(deps.clock()))
    if (!form.ok) {
      reply.code(422)
      return sendPage(reply, <CopyPage {...page(reply)} refused={form} />)
    }
    const taken = await deps.copies.submit({ ...form.value, formId: request.formId, at: deps.clock() })
    if (taken === null) {
      reply.code(403)
      return sendPage(
        reply,
        <CopyPage {...page(reply)} open={false} refused={{ ok: false, errors: [], values: { words: form.value.words } }} />,
      )
    }
    rememberSent(request, { form: 'copy', reference: taken.reference, by: taken.answerBy.toString() })
    return reply.redirect(`${at}/sent`, 303)
  })
  app.get(`${at}/sent`, (request, reply) => {
    parseQuery(noQuery, request.query)
    const sent = lastSent(request, 'copy')
    if (sent?.by === undefined) return reply.redirect(at, 303)
    return sendPage(
      reply,
      <SentPage frame={frame()} title="You have asked for a copy" reference={sent.reference} edition={edition()}>
        <p class="govuk-body">
          We answer by <strong>{dateWords(sent.by)}</strong>. If we need to know who you are, or what you mean, we ask you soon. If there is
          very much to look through, we may take up to three months: we then tell you why before that day.
        </p>
      </SentPage>,
    )
  })
}
