import type { JSX } from 'preact'
import { type Handover, lastDayOf, mostTries, stateOf } from '#duties/handovers/handover.ts'
import { Button, InsetText, Section, type SummaryRow } from '../../components/index.ts'
import type { Drawn } from '../../pages/index.ts'
import { counted, dayAndTime, legible, longDate } from '../kit.ts'

/** The handover that waits, or is locked. */
export function waitsIn(handovers: readonly Handover[], now: Temporal.Instant): Handover | undefined {
  return handovers.find((each) => ['open', 'locked'].includes(stateOf(each, now)))
}

/** What became of one at the page. */
export function handoverFacts(each: Handover, now: Temporal.Instant): readonly SummaryRow[] {
  const state = stateOf(each, now)
  const stopped = each.stoppedAt === null ? '' : `Stopped ${dayAndTime(each.stoppedAt)}, by ${legible(each.stoppedBy)}`
  const words = {
    open: `Waits until the end of ${longDate(lastDayOf(each).toString())}`,
    locked: `Locked: a wrong code was typed ${counted(mostTries, 'time')}. Speak to them, and make a new code`,
    over: each.fetchedAt === null ? 'Its time is over, and nobody fetched it' : 'Its time is over',
    stopped,
  }
  return [
    { key: 'At the page', value: words[state] },
    { key: 'Link made', value: `${dayAndTime(each.madeAt)}, by ${legible(each.madeBy)}` },
    { key: 'Fetched', value: each.fetchedAt === null ? 'Not yet' : dayAndTime(each.fetchedAt) },
    { key: 'Downloads begun', value: each.begun },
    { key: 'Wrong codes', value: `${each.tries} since the last code was made` },
  ]
}

type Told = {
  /** Null where the link stays as it is. */
  readonly link: string | null
  readonly code: string
  readonly lastDay: Temporal.PlainDate
  readonly passphrase: string | null
  /** Where the link goes, and how the code is told. */
  readonly send: string
  readonly say: JSX.Element | null
  readonly back: { readonly href: string; readonly text: string }
}

/** Shown once: what goes in writing, and what is only ever spoken. */
export function toldOnce({ link, code, lastDay, passphrase, send, say, back }: Told): Drawn {
  return {
    title: link === null ? 'The new code' : 'What to send, and what to say',
    back,
    lead: `The link and the code are shown once. It can be fetched until the end of ${longDate(lastDay.toString())}.`,
    body: (
      <>
        {link === null ? null : (
          <Section id="link" heading={send}>
            <InsetText>
              <span class="app-digest">{link}</span>
            </InsetText>
          </Section>
        )}
        <Section id="code" heading="Tell them this code, and never write it">
          {say}
          <p class="app-badge__code">{code}</p>
          <p class="govuk-body">In the same call, tell them the passphrase that opens the file:</p>
          <InsetText>{passphrase ?? 'It can no longer be shown.'}</InsetText>
          <p class="govuk-body">Never send the code or the passphrase with the link, or to the same address.</p>
        </Section>
        <Button href={back.href}>Done</Button>
      </>
    ),
  }
}
