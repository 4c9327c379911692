import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type ContactDetail, reachedAt } from '#duties/rights/answer/agree.ts'
import type { RightsAnswerRow } from '#duties/rights/answer/answers.ts'
import { faceToFace, handOverAnswer, newCodeForAnswer, numbersToRing, stopAnswer } from '#duties/rights/answer/at-a-page.ts'
import { InsetText, LinkLine, SummaryList } from '../../components/index.ts'
import { choice, form, seenVersion } from '../../form/index.ts'
import { action, actionButton, type Door, type Drawn, formAbout } from '../../pages/index.ts'
import { handoverFacts, toldOnce, waitsIn } from '../handovers/handed-over.tsx'
import { type AtDesk, atDesk, type DeskDeps, idIn } from '../kit.ts'
import { answerAt, loadAnswer, type OnAnswer } from './answer-load.ts'
import { detailInWords, notLeft } from './answer-words.tsx'
import { requestsAt } from './request-words.ts'

type OnHandover = OnAnswer & { readonly numbers: readonly ContactDetail[]; readonly now: Temporal.Instant }

/** How they are told the code. A number can be rung only if it was on file as it was agreed how the answer goes. */
const telling = ({ numbers }: OnHandover) =>
  form({
    version: seenVersion,
    told: choice<string>({
      label: 'How do you tell them the code and the passphrase?',
      hint: 'Ring a number that was on file before, and be sure who answers: others of the home may. Never by the way that the link goes.',
      missing: 'Choose how you tell them',
      options: [
        ...numbers.map((detail) => ({ value: detail.id, text: `Ring them. ${detailInWords(detail)}` })),
        { value: faceToFace, text: 'Face to face, at an office or at their home' },
      ],
    }),
  })

/** What waits at a page for the person to fetch it: the link and the code, shown once; a new code; and stopping it. */
export function handoverRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const all = { ...deps.gateDeps, gate: deps.gate }
  const desk = atDesk(deps, { activity: 'rights-requests', categories: ['documents', 'contact-details'] })
  async function load(visit: AtDesk) {
    const shown = await loadAnswer(deps)(visit)
    if (!shown.ok) return shown
    const { request } = shown.look
    // Of a request that is closed, too: what waits may still be fetched again.
    const reached = await reachedAt(all, visit.signed.colleague, request)
    if (!reached.ok) return reached
    return { ...shown, numbers: numbersToRing(request, reached.details), now: deps.gateDeps.clock() }
  }
  const back = ({ look: { request } }: OnAnswer) => ({
    href: `${requestsAt}/${request.id}/answer`,
    text: `The answer to ${request.reference}`,
  })

  formAbout(app, desk, {
    at: `${answerAt}/page`,
    back: answerAt,
    load,
    form: telling,
    known: ({ look: { request } }) => ({ version: request.version }),
    button: 'Show what to send and what to say',
    draw: (shown, whole) => ({
      title: waitsIn(shown.handovers, shown.now) === undefined ? 'Let them fetch it from a page' : 'Make a new code',
      back: back(shown),
      lead:
        waitsIn(shown.handovers, shown.now) === undefined
          ? 'You get a link to send as it was agreed, and a code to tell them. Both are shown once.'
          : 'Speak to them first, and be sure who they are. The link stays the same; the code before this one ends.',
      body: whole,
    }),
    async act({ signed: { colleague }, request }, { version, told }, shown) {
      const tells = told === faceToFace ? faceToFace : { number: told }
      const waits = waitsIn(shown.handovers, shown.now)
      if (waits === undefined) {
        const made = await handOverAnswer(all, colleague, { id: idIn(request), version }, tells, shown.numbers)
        return made.ok ? { ...made, token: made.token } : made
      }
      const asked = { item: waits.item, request: shown.look.request }
      const made = await newCodeForAnswer(all, colleague, asked, tells, shown.numbers)
      return made.ok ? { ...made, token: null } : made
    },
    wrong: fieldErrors,
    leadsTo: (_, done, shown) => told(done, shown, deps.signIn.origin),
  })
  action(app, desk, {
    at: `${answerAt}/page/stop`,
    back: answerAt,
    async act(visit) {
      const shown = await loadAnswer(deps)(visit)
      if (!shown.ok) return shown
      const item = shown.handovers[0]?.item
      return item === undefined ? { ok: false, why: 'gone' } : stopAnswer(all, visit.signed.colleague, item)
    },
    said: 'It is stopped. Nobody can fetch it with that link.',
  })
}

const at = (message: string) => ({ field: 'told', message })
const { outdated, unreleased, stopped, changed, late, way, number } = notLeft
const fieldErrors = {
  ...{ outdated: at(outdated), unreleased: at(unreleased), stopped: at(stopped), changed: at(changed) },
  ...{
    late: at(late),
    way: at(way),
    number: at(number),
    'not-agreed': at(notLeft['not-agreed']),
    'clip-unfetched': at(notLeft['clip-unfetched']),
  },
}

type Done = { readonly token: string | null; readonly code: string; readonly lastDay: Temporal.PlainDate }

/** Shown once: what goes to the person in writing, and what is only ever spoken. */
function told({ token, code, lastDay }: Done, { look: { request }, rows: [last] }: OnAnswer, origin: string): Drawn {
  return toldOnce({
    ...{ link: token === null ? null : `${origin}/fetch/${token}`, code, lastDay, passphrase: last?.passphrase ?? null },
    ...{ send: 'Send this link, as it was agreed', say: null },
    back: { href: `${requestsAt}/${request.id}/answer`, text: `The answer to ${request.reference}` },
  })
}

type Props = {
  readonly shown: OnAnswer
  readonly row: RightsAnswerRow
  readonly visit: AtDesk
  readonly desk: Door<AtDesk>
  readonly now: Temporal.Instant
}

/** What became of it at the page, and what can be done. */
export function AtThePage({ shown, row, visit, desk, now }: Props): JSX.Element {
  const { handovers, look } = shown
  const waits = waitsIn(handovers, now)
  const to = `${requestsAt}/${look.request.id}/answer/page`
  return (
    <>
      {handovers.map((each) => (
        <SummaryList rows={handoverFacts(each, now)} />
      ))}
      {waits === undefined ? (
        look.state === 'closed' ? null : (
          <LinkLine href={to} text="Make the link and the code" />
        )
      ) : (
        <>
          <p class="govuk-body">The file opens with this passphrase. Say it to them, with the code; never write it.</p>
          <InsetText>{row.passphrase ?? 'It can no longer be shown.'}</InsetText>
          <LinkLine href={to} text="Make a new code" />
          {actionButton(desk, visit, `${to}/stop`, { text: 'Stop it: nobody can fetch it with this link', look: 'warning' })}
        </>
      )}
    </>
  )
}
