import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { besideOthers, type Difference } from '#duties/rights/answer/beside-others.ts'
import { releaseAnswer, sendBack } from '#duties/rights/answer/release.ts'
import { settled } from '#duties/rights/identified.ts'
import { rightsAnswer } from '#records/rights-answer/rights-answer.ts'
import { Link, RecordTable, Section, SummaryList } from '../../components/index.ts'
import { ask, choice, form, optionalText, seenVersion, unasked } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn } from '../kit.ts'
import { answerAt, loadAnswer, type OnAnswer } from './answer-load.ts'
import { answerFacts, Counts } from './answer-words.tsx'
import { requestsAt } from './request-words.ts'
import { fieldWords, placeWords } from './texts/text-words.ts'

type OnLook = OnAnswer & { readonly differences: readonly Difference[] }

const besideWhy = ask(rightsAnswer.fields.besideWhy)
const mustSay = { field: 'besideWhy', message: 'Enter why it may go as it is, or send it back' }

const secondLook = ({ differences }: OnLook) =>
  form(
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
      besideWhy: differences.length === 0 ? unasked(null) : besideWhy,
      why: optionalText({
        label: 'What has to be looked at again? (if not released)',
        hint: 'It is noted with the request. Do not write there of anybody else’s request.',
        most: 2000,
        rows: 3,
      }),
    },
    (answers) => [
      ...(answers.outcome === 'back' && answers.why === null ? [{ field: 'why', message: 'Enter what has to be looked at again' }] : []),
      ...(answers.outcome === 'release' && differences.length > 0 && answers.besideWhy === null ? [mustSay] : []),
    ],
  )

/** The second look at an answer: by somebody who did not make it. */
export function lookRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const all = { ...deps.gateDeps, gate: deps.gate }
  const desk = atDesk(deps, { activity: 'rights-requests', categories: ['documents', 'contact-details'] })
  async function load(visit: AtDesk) {
    const shown = await loadAnswer(deps)(visit)
    if (!shown.ok) return shown
    const [last] = shown.rows
    const request = settled(shown.look.request)
    if (request === null || shown.look.state !== 'made' || last?.checked !== 'clean') return { ...shown, differences: [] }
    const beside = await besideOthers(all, visit.signed.colleague, request, last)
    return beside.ok ? { ...shown, differences: beside.differences } : beside
  }
  formAbout(app, desk, {
    at: `${answerAt}/look`,
    back: answerAt,
    load,
    form: secondLook,
    known: ({ look: { request } }) => ({ version: request.version }),
    button: 'Save',
    draw: ({ look: { request }, rows: [last], differences }, whole) => ({
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
          {differences.length === 0 ? null : <Beside differences={differences} textsAt={`${requestsAt}/${request.id}/texts`} />}
          {whole}
        </>
      ),
    }),
    act({ signed: { colleague }, request }, { version, outcome, besideWhy, why }) {
      const seen = { id: idIn(request), version }
      return outcome === 'release' ? releaseAnswer(all, colleague, seen, besideWhy) : sendBack(all, colleague, seen, why ?? '')
    },
    wrong: {
      own: { field: 'outcome', message: 'Ask another colleague to look: you made it' },
      outdated: { field: 'outcome', message: 'Something was decided otherwise after it was made: send it back, and make it again' },
      beside: mustSay,
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}/answer`,
    said: ({ outcome }) => (outcome === 'release' ? 'The answer is released.' : 'The answer is sent back: its texts are read again.'),
  })
}

const howWords: Readonly<Record<Difference['how'], string>> = {
  shows: 'This copy shows what the other leaves out',
  hides: 'This copy leaves out what the other shows',
  unlike: 'They have the text as it was at different times: compare them by hand',
}

/** Where the copy of somebody else of the same home or matter does otherwise. */
function Beside({ differences, textsAt }: { readonly differences: readonly Difference[]; readonly textsAt: string }): JSX.Element {
  return (
    <Section id="beside" heading="Another copy does otherwise">
      <p class="govuk-body">
        Somebody of the same home or neighbourhood has asked too. Together, the two copies would show what one of them leaves out. Decide
        both texts alike, or say why this copy may go as it is. Tell neither person of the other’s request.
      </p>
      <RecordTable
        caption="What the copies do not do alike"
        wide
        columns={[
          {
            heading: 'Text',
            cell: ({ text }: Difference) =>
              text === null ? (
                'A text that was decided otherwise'
              ) : (
                <Link href={`${textsAt}/${text.id}`}>{`${placeWords(text.place)}: ${fieldWords(text)}`}</Link>
              ),
          },
          { heading: 'What is unlike', cell: ({ how }: Difference) => howWords[how] },
          { heading: 'Words', cell: ({ words }: Difference) => words ?? '' },
          {
            heading: 'The other request',
            cell: ({ other }: Difference) => <Link href={`${requestsAt}/${other.id}`}>{other.reference}</Link>,
          },
        ]}
        rows={differences}
        empty=""
      />
    </Section>
  )
}
