import type { FastifyInstance } from 'fastify'
import { releaseAnswer, sendBack } from '#duties/rights/answer/release.ts'
import { SummaryList } from '../../components/index.ts'
import { choice, form, optionalText, seenVersion } from '../../form/index.ts'
import { formPage } from '../../pages/index.ts'
import { atDesk, type DeskDeps, idIn } from '../kit.ts'
import { answerAt, loadAnswer } from './answer-load.ts'
import { answerFacts, Counts } from './answer-words.tsx'
import { requestsAt } from './request-words.ts'

const secondLook = form(
  {
    version: seenVersion,
    outcome: choice({
      label: 'Have you read it, and may it be sent?',
      hint: 'Look for other people in it, and for what should not have been left out.',
      missing: 'Choose whether it may be sent',
      options: [
        { value: 'release', text: 'Yes, release it' },
        { value: 'back', text: 'No, the texts have to be read again' },
      ],
    }),
    why: optionalText({ label: 'What has to be looked at again? (if not released)', most: 2000, rows: 3 }),
  },
  ({ outcome, why }) => (outcome === 'back' && why === null ? [{ field: 'why', message: 'Enter what has to be looked at again' }] : []),
)

/** The second look at an answer: by somebody who did not make it. */
export function lookRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const all = { ...deps.gateDeps, gate: deps.gate }
  const desk = atDesk(deps, { activity: 'rights-requests', categories: ['documents', 'contact-details'] })
  formPage(app, desk, {
    at: `${answerAt}/look`,
    back: answerAt,
    load: loadAnswer(deps),
    form: secondLook,
    known: ({ look: { request } }) => ({ version: request.version }),
    button: 'Save',
    draw: ({ look: { request }, rows: [last] }, whole) => ({
      title: 'May the answer be sent?',
      back: { href: `${requestsAt}/${request.id}/answer`, text: `The answer to ${request.reference}` },
      body: (
        <>
          {last === undefined ? null : (
            <>
              <SummaryList rows={answerFacts(last)} />
              <Counts row={last} />
            </>
          )}
          {whole}
        </>
      ),
    }),
    act({ signed: { colleague }, request }, { version, outcome, why }) {
      const seen = { id: idIn(request), version }
      return outcome === 'release' ? releaseAnswer(all, colleague, seen) : sendBack(all, colleague, seen, why ?? '')
    },
    wrong: {
      own: { field: 'outcome', message: 'Ask another colleague to look: you made it' },
      outdated: { field: 'outcome', message: 'A text was decided anew after it was made: send it back, and make it again' },
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}/answer`,
    said: ({ outcome }) => (outcome === 'release' ? 'The answer is released.' : 'The answer is sent back: its texts are read again.'),
  })
}
