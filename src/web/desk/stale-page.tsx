import type { JSX } from 'preact'
import { Button, type Frame, IdentityStrip, InsetText, Page } from '../components/index.ts'

/** Somebody was quicker: nothing of theirs was overwritten, and nothing of this one's was kept. `name`: whose it is, where that is known. */
export function StalePage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly back: string
  readonly name?: string
  /** What it says now; undefined where that is not told. */
  readonly now: string | undefined
}): JSX.Element {
  return (
    <Page
      frame={props.frame}
      title="Somebody has changed this since you opened it"
      width="desk"
      bar={props.bar}
      strip={props.name === undefined ? undefined : <IdentityStrip name={props.name} facts={[]} />}
      back={{ href: props.back }}
    >
      <p class="app-lead">Your change was not saved.</p>
      {props.now === undefined ? (
        <p class="govuk-body">Somebody has changed it, or removed it.</p>
      ) : (
        <InsetText>It is now: {props.now}</InsetText>
      )}
      <Button href={props.back}>See it as it is now</Button>
    </Page>
  )
}
