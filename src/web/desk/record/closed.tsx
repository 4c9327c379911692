import type { JSX } from 'preact'
import type { ReasonCode } from '#decisions/decision.ts'
import type { Explanation } from '#decisions/explain.ts'
import { Card, LinkLine, Tag } from '../../components/index.ts'
import { Why } from '../answers.tsx'
import { type Closed, listedLabels, type Shown, type Ways } from '../shown.ts'

/** Everything that is closed, once for each reason: what it is, why, and what opens it. It never looks empty. */
export function ClosedParts(props: { readonly closed: readonly Closed[]; readonly ways: Ways }): JSX.Element {
  return (
    <>
      {props.closed.map(({ labels, explained }) => (
        <Card class="app-card--wide" title={listedLabels(labels)}>
          <p class="govuk-body">
            <Tag tone="red">Closed to you</Tag>
          </p>
          <Why explained={explained} />
          <WayOn explained={explained} ways={props.ways} />
        </Card>
      ))}
    </>
  )
}

/** What is there and stays closed is said, and why: on hold, for instance. */
export function LeftOut(props: { readonly section: Shown; readonly ways: Ways }): JSX.Element | null {
  const { answer, explained } = props.section
  if (!answer.ok || answer.heldBack === null) return null
  const { items } = answer.heldBack
  const held =
    answer.rows.length === 0 ? `${items} ${items === 1 ? 'is' : 'are'} held.` : `${items} more ${items === 1 ? 'is' : 'are'} held.`
  return (
    <>
      <p class="govuk-body">
        <Tag tone="red">Closed to you</Tag> {held}
      </p>
      <Why explained={explained} />
      <WayOn explained={explained} ways={props.ways} />
    </>
  )
}

/** What is said when a record is opened, and cannot be added to one that is open. */
const saidAtOpening: ReadonlySet<ReasonCode> = new Set(['lacks-special-category-reason', 'lacks-private-setting'])

/** The way to mend it, from where it is missed. */
function WayOn(props: { readonly explained: readonly Explanation[]; readonly ways: Ways }): JSX.Element {
  const { explained, ways } = props
  return (
    <>
      {explained.some((each) => each.code === 'lacks-identity-verified') ? (
        <LinkLine href={`${ways.at}/identity`} text="Check who you are talking to" />
      ) : null}
      {explained.some((each) => saidAtOpening.has(each.code)) ? (
        <LinkLine href={`/desk/people/${ways.person}/open`} text="Open the record again and say so" />
      ) : null}
    </>
  )
}
