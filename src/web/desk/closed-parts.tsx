import type { JSX } from 'preact'
import type { Explanation } from '#decisions/explain.ts'
import { Card } from '../components/card.tsx'
import { Link } from '../components/link.tsx'
import { Tag } from '../components/tag.tsx'
import { withinSentence } from '../public-site/word-list.tsx'
import { Why } from './refused-page.tsx'
import type { Closed, Shown } from './shown.ts'

/** Everything that is closed, once for each reason: what it is, why, and what opens it. It never looks empty. */
export function ClosedParts(props: { readonly closed: readonly Closed[]; readonly at: string }): JSX.Element {
  return (
    <>
      {props.closed.map(({ labels, explained }) => (
        <Card class="app-card--wide" title={listed(labels)}>
          <p class="govuk-body">
            <Tag tone="red">Closed to you</Tag>
          </p>
          <Why explained={explained} />
          <CheckIdentity explained={explained} at={props.at} />
        </Card>
      ))}
    </>
  )
}

/** What is there and stays closed is said, and why: on hold, for instance. */
export function LeftOut(props: { readonly section: Shown; readonly at: string }): JSX.Element | null {
  const { answer, explained } = props.section
  if (!answer.read || answer.heldBack === null) return null
  const { items } = answer.heldBack
  return (
    <>
      <p class="govuk-body">
        <Tag tone="red">Closed to you</Tag> {items === 1 ? '1 more is' : `${items} more are`} held.
      </p>
      <Why explained={explained} />
      <CheckIdentity explained={explained} at={props.at} />
    </>
  )
}

/** The way to mend it, from where it is missed. */
function CheckIdentity(props: { readonly explained: readonly Explanation[]; readonly at: string }): JSX.Element | null {
  if (!props.explained.some((each) => each.code === 'lacks-identity-verified')) return null
  return (
    <p class="govuk-body">
      <Link href={`${props.at}/identity`}>Check who you are talking to</Link>
    </p>
  )
}

/** “Home”, “Rent account” and “Household” as one heading: “Home, rent account and household”. */
function listed(labels: readonly string[]): string {
  const words = labels.map((label, place) => (place === 0 ? label : withinSentence(label)))
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
}
