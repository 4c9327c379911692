import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { AlertTools } from '#duties/alerts/letter.ts'
import type { AnswerTools } from '#duties/rights/answer/tools.ts'
import type { TellingTools } from '#duties/shares/telling.ts'
import type { ShareTools } from '#duties/shares/tools.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { pdfReader } from '#media/pdf-words.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { deskDoor } from '#web/desk/desk.ts'
import type { Door, WebDeps } from '#web/server.ts'
import type { TestGate } from '../support/gate.ts'
import { exampleSite } from './example-site.ts'
import { type Visitor, visitor } from './visitor.ts'

/** Somebody at the desk, signed in without a provider: `open` answers a page's words, `send` its form filled in. */
export type AtDesk = Visitor & {
  readonly at: string
  readonly open: (path: string) => Promise<{ readonly status: number; readonly html: string }>
  /** Shows the page, then sends its form to `action` (the page itself, where none is given). */
  readonly send: (path: string, fields: Readonly<Record<string, string>>, action?: string) => Promise<Response>
}

/** The desk over a test's own database, in this process; no sign-in, and the colleague is who the test says. */
export async function deskSite(
  { deps, gate }: Pick<TestGate, 'deps' | 'gate'>,
  released: ReleasedEdition,
  changes: Partial<WebDeps> = {},
  ffmpeg: Ffmpeg | null = null,
  tools?: AnswerTools & ShareTools & TellingTools & AlertTools,
) {
  const editions = { current: () => released, list: () => [], get: () => released }
  let colleague: Colleague | undefined
  const standIn: Door = async (app) => {
    app.get('/stand-in', async (request, reply) => {
      request.session.set('colleague', colleague)
      return reply.code(200).send('')
    })
  }
  const { parts: web } = exampleSite()
  const signIn = {
    provider: () => Promise.reject(new Error('nobody signs in here')),
    origin: 'http://localhost',
    rolesClaim: 'roles',
    pseudonym: () => '',
  }
  // A worker has a clock of its own, which no test can set before it starts.
  const rollCallWorker = `Date.now = () => ${deps.clock().epochMilliseconds}\n${web.look.rollCallWorker}`
  const desk = deskDoor({
    gateDeps: deps,
    gate,
    editions,
    look: { ...web.look, rollCallWorker },
    ffmpeg,
    signIn,
    readsPdf: pdfReader(join(import.meta.dirname, '../..')),
    ...(tools === undefined ? {} : { answerTools: tools }),
  })
  const { app } = exampleSite({ editions, clock: deps.clock, ...changes, doors: [standIn, desk, ...(changes.doors ?? [])] })
  const takesForms: string[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if (method === 'POST') takesForms.push(url)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address: AddressInfo | string | null = app.server.address()
  const at = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`

  async function as(who: Colleague): Promise<AtDesk> {
    const one = visitor()
    colleague = who
    await one.get(`${at}/stand-in`)
    const open = async (path: string) => {
      const answer = await one.get(at + path)
      return { status: answer.status, html: await answer.text() }
    }
    return {
      ...one,
      at,
      open,
      async send(path, fields, action = path) {
        const { html } = await open(path)
        const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
        return one.post(at + action, { _csrf: token, ...fields })
      },
    }
  }
  return { at, as, takesForms, close: () => app.close() }
}
