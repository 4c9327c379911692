import type { ComponentChildren, JSX } from 'preact'
import type { ReasonCode } from '#decisions/decision.ts'
import type { Explanation } from '#decisions/explain.ts'
import { everyStatement } from '#duties/openings/stated.ts'
import { Button, Card, LinkLine, Tag } from '../../components/index.ts'
import { inOneRun } from '../../public-site/word-list.tsx'
import { Why } from '../answers.tsx'
import type { Closed, Shown, Ways } from './shown.ts'

/** Whether a check of who they are is all that these parts wait for. */
export function waitsForCheck({ explained }: Closed): boolean {
  return explained.length > 0 && explained.every(({ code }) => code === needsCheck)
}

/** Before anything else: nobody has shown who they are yet, what stays closed for that, and what can be done all the same (SE2). */
export function CheckFirst({ closed, ways }: { readonly closed: Closed; readonly ways: Ways }): JSX.Element {
  const { check, without } = ways.reason === 'letter' ? unchecked.letter : unchecked.call
  return (
    <Card class="app-card--wide" title="Check who this is first">
      <ClosedToYou explained={closed.explained}>{inOneRun(closed.labels)}.</ClosedToYou>
      <Button href={`${ways.at}/identity`}>{check}</Button>
      <p class="govuk-body">{without}</p>
    </Card>
  )
}

const unchecked = {
  call: {
    check: 'Check who you are talking to',
    without:
      'Until you have checked, you can listen, explain our services, say who else can help, and call for help in an emergency. Do not confirm anything about this person, not even that we know them.',
  },
  letter: {
    check: 'Check who wrote this',
    without: 'Until you have checked, you can answer what does not depend on their record: how our services work, and who else can help.',
  },
} as const

/** Everything that is closed, once for each reason: what it is, why, and what opens it. It never looks empty. */
export function ClosedParts(props: { readonly closed: readonly Closed[]; readonly ways: Ways }): JSX.Element {
  return (
    <>
      {props.closed.map(({ labels, explained }) => (
        <Card class="app-card--wide" title={inOneRun(labels)}>
          <ClosedToYou explained={explained} ways={props.ways} />
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
    <ClosedToYou explained={explained} ways={ways}>
      {items} {answer.rows.length === 0 ? '' : 'more '}
      {items === 1 ? 'item is' : 'items are'} {answer.onHold === null ? 'held for another purpose' : 'held'}.
    </ClosedToYou>
  )
}

const needsCheck: ReasonCode = 'lacks-identity-verified'
/** What is said when a record is opened, and cannot be added to one that is open. */
const saidAtOpening: ReadonlySet<ReasonCode> = new Set([
  ...(['lacks-special-category-reason', 'lacks-private-setting'] as const),
  ...everyStatement.map((each) => `lacks-${each}` as const),
])

type ClosedProps = { readonly explained: readonly Explanation[]; readonly ways?: Ways; readonly children?: ComponentChildren }

/** That it is closed, and why. `children`: what it is, where no heading says it. `ways`: to mend it from where it is missed. */
function ClosedToYou({ explained, ways, children }: ClosedProps): JSX.Element {
  const lacks = (isOne: (code: ReasonCode) => boolean) => explained.some(({ code }) => isOne(code))
  return (
    <>
      <p class="govuk-body">
        <Tag tone="red">Closed to you</Tag> {children}
      </p>
      <Why explained={explained} />
      {ways !== undefined && lacks((code) => code === needsCheck) ? (
        <LinkLine href={`${ways.at}/identity`} text={unchecked.call.check} />
      ) : null}
      {ways !== undefined && lacks((code) => saidAtOpening.has(code)) ? (
        <LinkLine href={`/desk/people/${ways.person}/open`} text="Open the record again and give a reason" />
      ) : null}
    </>
  )
}
