import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ask } from '#notice/ask/ask.ts'
import { mostCharacters } from '#notice/ask/words.ts'
import { sendPage } from '../answers.tsx'
import { parseQuery, sentAlong } from '../forms.ts'
import { fromReaders } from '../who-may-send.ts'
import { noQuery } from './addresses.ts'
import { AskPage } from './ask-page.tsx'
import { publicFrame } from './frame.tsx'
import type { PublicSite } from './site.ts'

/** The whole of a small book: whoever pastes one reads an answer, and no fault. */
const bodyLimit = 1024 * 1024
const question = z.strictObject({ question: z.string() })

/** One box, and the answer of the notice. INVARIANT: the question goes from the form to the answer, and into no address, log, store or error text. */
export function askRoutes(app: FastifyInstance, deps: PublicSite): void {
  const shared = () => ({ frame: publicFrame(deps, '/notice'), edition: deps.editions.current().edition })

  app.get('/ask', (request, reply) => {
    parseQuery(noQuery, request.query)
    return sendPage(reply, <AskPage {...shared()} told={undefined} />)
  })
  app.post('/ask', { ...fromReaders, bodyLimit }, async (request, reply) => {
    parseQuery(noQuery, request.query)
    const asked = sentAlong(question, request.body).question
    const page = shared()
    const { answer, figure } = ask(page.edition, asked)
    const words = figure === null ? null : await deps.answerFigures()
    const told = { asked: asked.slice(0, mostCharacters), answer, figure: figure === null ? undefined : words?.(figure) }
    return sendPage(reply, <AskPage {...page} told={told} />)
  })
}
