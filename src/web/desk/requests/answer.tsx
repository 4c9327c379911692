import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { isAvailable, type RightsAnswerRow } from '#duties/rights/answer/answers.ts'
import { deliverAnswer } from '#duties/rights/answer/deliver.ts'
import { makeAnswer } from '#duties/rights/answer/make.ts'
import { InsetText, LinkLine, Section, SummaryList } from '../../components/index.ts'
import { action, actionButton, type Door, page } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, dayAndTime } from '../kit.ts'
import { agreeRoutes } from './answer-agree.tsx'
import { fileRoutes } from './answer-files.tsx'
import { AtThePage, handoverRoutes } from './answer-handover.tsx'
import { answerAt, loadAnswer, type OnAnswer, seenIn } from './answer-load.ts'
import { lookRoutes } from './answer-look.tsx'
import { answerFacts, Counts, notLeft, notMade, Stopped, wayFacts } from './answer-words.tsx'
import { requestsAt } from './request-words.ts'

/** The answer to a request for a copy (A1): made, looked at by a second colleague, sent the way that was agreed, and what left. */
export function answerRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const all = { ...deps.gateDeps, gate: deps.gate }
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents', 'contact-details'] })
  const back = `${requestsAt}/:id`

  page(app, desk, {
    at: answerAt,
    back,
    load: loadAnswer(deps),
    draw(shown, visit) {
      const { request } = shown.look
      return {
        title: `The answer to ${request.reference}`,
        back: { href: `${requestsAt}/${request.id}`, text: `Request ${request.reference}` },
        version: request.version,
        lead: leadOf(shown, visit),
        body: <Whole shown={shown} visit={visit} desk={desk} now={deps.gateDeps.clock()} />,
      }
    },
  })
  action(app, desk, {
    at: `${answerAt}/make`,
    back: answerAt,
    async act(visit) {
      const { answerTools: tools } = deps
      if (tools === undefined) return { ok: false, why: 'tools' } as const
      return makeAnswer({ ...all, tools }, visit.signed.colleague, seenIn(visit))
    },
    said: 'The answer is made, and every byte of it was read again. Another colleague looks at it now.',
    instead: notMade,
  })
  action(app, desk, {
    at: `${answerAt}/sent`,
    back: answerAt,
    act: (visit) => deliverAnswer(all, visit.signed.colleague, seenIn(visit)),
    said: 'The answer has left, and the request is closed.',
    instead: notLeft,
  })
  agreeRoutes(app, deps)
  handoverRoutes(app, deps)
  lookRoutes(app, deps)
  fileRoutes(app, deps)
}

function leadOf({ look: { state, request }, rows: [last] }: OnAnswer, { signed }: AtDesk): string {
  if (last?.wentAt != null && request.closedOn !== null) return `It left on ${dayAndTime(last.wentAt)}.`
  if (state === 'closed') return 'The request is closed.'
  if (state === 'read') return 'Every text is read. The answer can be made.'
  if (state !== 'made') return 'The answer can be made once every text is read.'
  if (last?.releasedAt != null) return 'It is released, and can be sent.'
  return last?.madeById === signed.colleague.id
    ? 'It is made. Another colleague of the data protection team has to look at it before it is sent.'
    : 'It is made. Look at it, and release it or send it back.'
}

type Props = { readonly shown: OnAnswer; readonly visit: AtDesk; readonly desk: Door<AtDesk>; readonly now: Temporal.Instant }

function Whole({ shown, visit, desk, now }: Props): JSX.Element {
  const { look, rows, details } = shown
  const { request, state } = look
  const [last] = rows
  const at = `${requestsAt}/${request.id}/answer`
  const sends = { version: request.version }
  const made = last?.checked === 'clean' && (state === 'made' || state === 'closed') ? last : undefined
  return (
    <>
      {last?.checked === 'stopped' && state === 'read' ? <Stopped row={last} /> : null}
      {state === 'read' ? (
        <>
          <p class="govuk-body">
            Making it gathers everything, writes the letter, and reads every byte again. If much is held, that takes some minutes: stay on
            this page.
          </p>
          {actionButton(desk, visit, `${at}/make`, 'Make the answer', sends)}
        </>
      ) : null}
      {made === undefined ? null : <Made row={made} at={at} />}
      {state === 'closed' ? null : (
        <Section id="way" heading="How it is sent">
          <SummaryList rows={wayFacts(look, details)} />
          <LinkLine href={`${at}/agree`} text="Agree how it is sent" />
        </Section>
      )}
      {made === undefined || state !== 'made' ? null : made.releasedAt === null ? (
        made.madeById === visit.signed.colleague.id ? null : (
          <LinkLine href={`${at}/look`} text="Look at it, and release it or send it back" />
        )
      ) : (
        <Sending row={made} shown={shown} visit={visit} desk={desk} now={now} />
      )}
      {made === undefined || state !== 'closed' || shown.handovers.length === 0 ? null : (
        <Section id="page" heading="At the page where they fetch it">
          <AtThePage row={made} shown={shown} visit={visit} desk={desk} now={now} />
        </Section>
      )}
    </>
  )
}

function Made({ row, at }: { readonly row: RightsAnswerRow; readonly at: string }): JSX.Element {
  return (
    <Section id="made" heading="What was made">
      <SummaryList rows={answerFacts(row)} />
      <Counts row={row} />
      <LinkLine href={`${at}/files`} text="Read the letter and the copy" />
    </Section>
  )
}

/** Sending the released answer: for one that goes encrypted, first the file and its passphrase. */
function Sending({ row, shown, visit, desk, now }: Props & { readonly row: RightsAnswerRow }): JSX.Element {
  const { request } = shown.look
  const at = `${requestsAt}/${request.id}/answer`
  const sends = { version: request.version }
  const isEncrypted = request.sendBy === 'e-mail'
  if (request.sendBy === 'page')
    return (
      <Section id="send" heading="Let them fetch it">
        <p class="govuk-body">Once they have fetched it, the request is closed.</p>
        <AtThePage row={row} shown={shown} visit={visit} desk={desk} now={now} />
        <LinkLine href={`${at}/look`} text="Release it again, or send it back" />
      </Section>
    )
  return (
    <Section id="send" heading="Send it">
      {isEncrypted ? (
        <>
          <p class="govuk-body">
            The file opens only with this passphrase. Send the file as it was agreed. Tell them the passphrase another way, such as by
            telephone, on a number that was known before they asked.
          </p>
          <InsetText>{row.passphrase ?? 'It can no longer be shown.'}</InsetText>
          {isAvailable(row, now) ? actionButton(desk, visit, `${at}/fetch`, 'Download the encrypted file', sends) : null}
        </>
      ) : (
        <p class="govuk-body">Print the letter and the copy, and send or hand over all of it.</p>
      )}
      <p class="govuk-body">Once it has left, the request is closed.</p>
      {actionButton(desk, visit, `${at}/sent`, { text: 'It has left', look: 'secondary' }, sends)}
      <LinkLine href={`${at}/look`} text="Release it again, or send it back" />
    </Section>
  )
}
