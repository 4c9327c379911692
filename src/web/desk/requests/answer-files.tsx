import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { filesOf } from '#duties/rights/answer/answers.ts'
import { fetchAnswer } from '#duties/rights/answer/deliver.ts'
import { LinkLine } from '../../components/index.ts'
import { HttpFault } from '../../http-fault.ts'
import { addressOf, loaded, page } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps } from '../kit.ts'
import { answerAt, loadAnswer, seenIn } from './answer-load.ts'
import { notLeft } from './answer-words.tsx'
import { requestsAt } from './request-words.ts'

const numbered = z.object({ number: z.coerce.number().int().min(1).max(10_000) })

const types: Readonly<Record<string, string>> = {
  ...{ pdf: 'application/pdf', json: 'application/json', wav: 'audio/wav', mp3: 'audio/mpeg', ogg: 'audio/ogg' },
  ...{ mp4: 'video/mp4', jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' },
}

/** The files of an answer, to read and to print; and the encrypted archive, once. */
export function fileRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const load = async (visit: AtDesk) => {
    const found = await loadAnswer(deps)(visit)
    if (!found.ok) return found
    const [last] = found.rows
    if (last?.checked !== 'clean') return { ok: false, why: 'gone' } as const
    const opened = await filesOf(found.opened, last)
    return opened.ok ? ({ ok: true, files: opened.files, request: found.look.request } as const) : opened
  }

  page(app, desk, {
    at: `${answerAt}/files`,
    back: answerAt,
    load,
    draw: ({ files, request }) => ({
      title: 'The letter and the copy',
      back: { href: `${requestsAt}/${request.id}/answer`, text: `The answer to ${request.reference}` },
      lead: 'These are the files as they leave. The PDF is the letter with the copy; the JSON says the same for computers. Recordings and pictures are files of their own.',
      body: (
        <>
          {files.map(({ name }, index) => (
            <LinkLine href={`${requestsAt}/${request.id}/answer/files/${index + 1}`} text={name} />
          ))}
        </>
      ),
    }),
  })
  app.get(
    `${answerAt}/files/:number`,
    desk.enter((visit) =>
      loaded(desk, { load, back: answerAt }, visit, async ({ files }) => {
        const { data } = numbered.safeParse(visit.request.params)
        const file = data && files[data.number - 1]
        if (file === undefined) throw new HttpFault(404, 'the answer has no such file')
        const type = types[file.name.slice(file.name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
        return visit.reply
          .headers({ 'content-type': type, 'content-disposition': `inline; filename="${file.name}"`, 'cache-control': 'no-store' })
          .send(Buffer.from(await file.bytes()))
      }),
    ),
  )
  app.post(
    `${answerAt}/fetch`,
    desk.sends,
    desk.enter(async (visit) => {
      const answer = await fetchAnswer({ ...deps.gateDeps, gate: deps.gate }, visit.signed.colleague, seenIn(visit))
      const back = addressOf(answerAt, visit)
      if (answer.ok)
        return visit.reply
          .headers({
            'content-type': 'application/zip',
            'content-disposition': 'attachment; filename="answer.zip"',
            'cache-control': 'no-store',
          })
          .send(answer.archive)
      if (answer.why === 'refused') return desk.refuse(visit, answer.refusal, 'view', back)
      if (answer.why === 'stale' || answer.why === 'gone') return desk.stale(visit, back, answer.why === 'gone' ? null : undefined)
      desk.say(visit, notLeft[answer.why], false)
      return visit.reply.redirect(back, 303)
    }),
  )
}
