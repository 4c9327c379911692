import type { JSX } from 'preact'
import type { Explanation } from '#decisions/explain.ts'
import { Button, type Frame, Link, Page } from '../components/index.ts'

/** Refused says what, why, and who can (never looks like empty). */
export function RefusedPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly explained: readonly Explanation[]
  readonly back: string
}): JSX.Element {
  return (
    <Page frame={props.frame} title="This is closed to you" width="desk" bar={props.bar} back={{ href: props.back }}>
      <Why explained={props.explained} />
      <p class="govuk-body">It is on record that you asked, as with everything that is asked here.</p>
    </Page>
  )
}

export function Why(props: { readonly explained: readonly Explanation[] }): JSX.Element {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {props.explained.map((each) => (
        <li>
          {each.why} {each.remedy} (<Link href={`/promises#clause-${each.clause}`}>{each.clause}</Link>)
        </li>
      ))}
    </ul>
  )
}

export function ClosedPage(props: { readonly frame: Frame; readonly bar: JSX.Element }): JSX.Element {
  return (
    <Page frame={props.frame} title="This record has closed" width="desk" bar={props.bar} back={{ href: '/desk' }}>
      <p class="app-lead">A record closes itself after 30 minutes, or when you close it. To open it again, find the person and say why.</p>
      <Button href="/desk">Find a person</Button>
    </Page>
  )
}
