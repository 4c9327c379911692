import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { handoversOf } from '#duties/handovers/hand-over.ts'
import type { Handover } from '#duties/handovers/handover.ts'
import { handOverShare, newCodeForShare, type ReachedAt, stopWaiting } from '#duties/shares/at-a-page.ts'
import type { Share } from '#duties/shares/settle.ts'
import { theOne } from '#gate/read/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { InsetText, LinkLine, Section, SummaryList } from '../../components/index.ts'
import { form, seenVersion } from '../../form/index.ts'
import { action, actionButton, type Door, type Drawn, formAbout } from '../../pages/index.ts'
import { handoverFacts, toldOnce, waitsIn } from '../handovers/handed-over.tsx'
import { atOpening, type DeskDeps, itemIn, type OnOpening } from '../kit.ts'

export type OnPage = { readonly item: Share; readonly handovers: readonly Handover[]; readonly now: Temporal.Instant }
type Visit = OnOpening<'documents'>

const at = '/desk/openings/:id/shares/:item'
const only = form({ version: seenVersion })

/** Why nothing waits at a page, in words, at a field of a form. */
export const noPage = (field: string) => ({
  organisation: { field, message: 'This organisation is not in the register any more' },
  number: { field, message: 'The register has no number at which the code could be spoken. Ask the data protection team to enter one' },
  activity: { field, message: 'From what this record is open for, nothing can wait at a page. Choose another way' },
  over: { field, message: 'The time in which it could be fetched is over. Prepare it anew' },
})

/** What was shared waits at a page: the link and the code, shown once; a new code; and stopping it. */
export function sharePageRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const all = { ...deps.gateDeps, gate: deps.gate }
  const record = atOpening(deps, share.category)
  async function load({ opened, request }: Visit) {
    const found = theOne(await opened.read(shares, itemIn(request)))
    if (!found.ok) return found
    return { ok: true as const, item: found.item, handovers: await handoversOf(all, found.item.id), now: deps.gateDeps.clock() }
  }

  formAbout(app, record, {
    at: `${at}/page`,
    back: at,
    load,
    form: () => only,
    known: ({ item: { version } }) => ({ version }),
    button: 'Show what to send and what to say',
    draw: ({ item, handovers, now }, whole, { at: opening }) => ({
      title: waitsIn(handovers, now) === undefined ? 'Make the link and the code' : 'Make a new code',
      back: { href: `${opening}/shares/${item.id}`, text: 'Back to what was shared' },
      lead:
        waitsIn(handovers, now) === undefined
          ? 'You get a link to send, and a code to speak. Both are shown once.'
          : 'Ring them first, at the number in our register. The link stays the same; the code before this one ends.',
      body: whole,
    }),
    async act({ opened, signed: { colleague } }, _, { item, handovers, now }) {
      if (waitsIn(handovers, now) === undefined) return handOverShare(all, opened, colleague, item)
      const made = await newCodeForShare(all, opened, colleague, item)
      return made.ok ? { ...made, token: null } : made
    },
    wrong: noPage('version'),
    leadsTo: (visit, done, { item }) => toSendAndSay(done, item, `${visit.at}/shares/${item.id}`, deps.signIn.origin),
  })
  action(app, record, {
    at: `${at}/page/stop`,
    back: at,
    async act({ opened, request, signed: { colleague } }) {
      const found = theOne(await opened.read(shares, itemIn(request)))
      return found.ok ? stopWaiting(all, opened, colleague, found.item) : found
    },
    said: 'It is stopped. Nobody can fetch it with that link.',
  })
}

type Done = {
  readonly token: string | null
  readonly code: string
  readonly lastDay: Temporal.PlainDate
  readonly reached: ReachedAt
}

/** Shown once: what goes to the organisation in writing, and what is only ever spoken. */
export function toSendAndSay({ token, code, lastDay, reached }: Done, item: Share, here: string, origin: string): Drawn {
  const { email, callBack } = reached
  return toldOnce({
    ...{ link: token === null ? null : `${origin}/fetch/${token}`, code, lastDay, passphrase: item.passphrase },
    send: email === null ? 'Send this link by post: the register has no safe e-mail address' : `Send this link to ${email}`,
    say: (
      <p class="govuk-body">
        Ring <strong>{callBack}</strong>, the number in our register, and no other.
      </p>
    ),
    back: { href: here, text: 'Back to what was shared' },
  })
}

export function stopButton(record: Door<Visit>, visit: Visit, here: string): JSX.Element {
  return actionButton(record, visit, `${here}/page/stop`, { text: 'Stop it: nobody can fetch it with this link', look: 'warning' })
}

/** What became of it at the page, and what can be done. */
export function AtThePage({
  shown: { item, handovers, now },
  here,
  stop,
}: {
  readonly shown: OnPage
  readonly here: string
  readonly stop: JSX.Element
}): JSX.Element {
  const waits = waitsIn(handovers, now)
  return (
    <Section id="at-the-page" heading="They fetch it from a page">
      {handovers.map((each) => (
        <SummaryList rows={handoverFacts(each, now)} />
      ))}
      {waits === undefined ? (
        <Again item={item} here={here} now={now} />
      ) : (
        <>
          <p class="govuk-body">The file opens with this passphrase. Say it to them, with the code; never write it.</p>
          <InsetText>{item.passphrase ?? 'It can no longer be shown.'}</InsetText>
          <LinkLine href={`${here}/page`} text="Make a new code" />
          {stop}
        </>
      )}
    </Section>
  )
}

/** What nobody fetched in time is prepared anew: what is right to share may have changed. */
function Again({ item: { availableUntil, receivedOn }, here, now }: Omit<OnPage, 'handovers'> & { readonly here: string }): JSX.Element {
  const isTime = availableUntil !== null && Temporal.Instant.compare(availableUntil, now) > 0
  if (isTime) return <LinkLine href={`${here}/page`} text="Make the link and the code" />
  return <>{receivedOn === null ? <p class="govuk-body">If they still need it, prepare it anew.</p> : null}</>
}
