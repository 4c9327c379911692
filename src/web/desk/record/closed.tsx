import type { ComponentChildren, JSX } from 'preact'
import type { ReasonCode } from '#decisions/decision.ts'
import type { Explanation } from '#decisions/explain.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import { Button, Card, LinkLine, Tag } from '../../components/index.ts'
import { Why } from '../answers.tsx'
import { type Closed, listedLabels, type Shown, type Ways } from './shown.ts'

/** Whether a check of who they are is all that these parts wait for. */
export function waitsForCheck({ explained }: Closed): boolean {
  return explained.length > 0 && explained.every(({ code }) => code === needsCheck)
}

/** Before anything else: nobody has shown who they are yet, what stays closed for that, and what can be done all the same (SE2). */
export function CheckFirst(props: { readonly closed: Closed; readonly reason: OpeningReason; readonly at: string }): JSX.Element {
  const { closed, reason, at } = props
  return (
    <Card class="app-card--wide" title="Check who this is first">
      <ClosedToYou explained={closed.explained}>{listedLabels(closed.labels)}.</ClosedToYou>
      <Button href={`${at}/identity`}>{reason === 'letter' ? 'Check who wrote this' : 'Check who you are talking to'}</Button>
      <p class="govuk-body">{reason === 'letter' ? withoutCheck.letter : withoutCheck.call}</p>
    </Card>
  )
}

const withoutCheck = {
  call: 'Until you have checked, you can listen, explain our services, say who else can help, and call for help in an emergency. Do not confirm anything about this person, not even that we know them.',
  letter: 'Until you have checked, you can answer what does not depend on their record: how our services work, and who else can help.',
} as const

/** Everything that is closed, once for each reason: what it is, why, and what opens it. It never looks empty. */
export function ClosedParts(props: { readonly closed: readonly Closed[]; readonly ways: Ways }): JSX.Element {
  return (
    <>
      {props.closed.map(({ labels, explained }) => (
        <Card class="app-card--wide" title={listedLabels(labels)}>
          <ClosedToYou explained={explained} />
          <WayOn explained={explained} ways={props.ways} />
        </Card>
      ))}
    </>
  )
}

/** What is there and stays closed is said, and why: on hold, or collected for something else. */
export function LeftOut({ section, ways }: { readonly section: Shown; readonly ways: Ways }): JSX.Element | null {
  const { answer, explained } = section
  const left = answer.ok ? (answer.onHold ?? answer.otherPurpose) : undefined
  if (!answer.ok || left === undefined) return null
  const { items } = left
  return (
    <>
      <ClosedToYou explained={explained}>
        {items} {answer.rows.length === 0 ? '' : 'more '}
        {items === 1 ? 'item is' : 'items are'} {answer.onHold === null ? 'held for another purpose' : 'held'}.
      </ClosedToYou>
      <WayOn explained={explained} ways={ways} />
    </>
  )
}

/** That it is closed, and why. `children`: what it is, where no heading says it. */
function ClosedToYou(props: { readonly explained: readonly Explanation[]; readonly children?: ComponentChildren }): JSX.Element {
  return (
    <>
      <p class="govuk-body">
        <Tag tone="red">Closed to you</Tag> {props.children}
      </p>
      <Why explained={props.explained} />
    </>
  )
}

const needsCheck: ReasonCode = 'lacks-identity-verified'
/** What is said when a record is opened, and cannot be added to one that is open. */
const saidAtOpening: ReadonlySet<ReasonCode> = new Set(['lacks-special-category-reason', 'lacks-private-setting'])

/** The way to mend it, from where it is missed. */
function WayOn({ explained, ways }: { readonly explained: readonly Explanation[]; readonly ways: Ways }): JSX.Element {
  return (
    <>
      {explained.some(({ code }) => code === needsCheck) ? (
        <LinkLine href={`${ways.at}/identity`} text="Check who you are talking to" />
      ) : null}
      {explained.some(({ code }) => saidAtOpening.has(code)) ? (
        <LinkLine href={`/desk/people/${ways.person}/open`} text="Open the record again and give a reason" />
      ) : null}
    </>
  )
}
