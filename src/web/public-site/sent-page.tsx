import type { ComponentChildren, JSX } from 'preact'
import type { Edition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { type Frame, LinkLine, Page } from '../components/index.ts'
import { Panel } from './panel.tsx'

/** Confirmation: the reference, and what happens next. */
export function SentPage(props: {
  readonly frame: Frame
  readonly title: string
  readonly reference: string
  readonly edition: Edition
  readonly children: ComponentChildren
}): JSX.Element {
  const kept = retentionRuleFor(props.edition, 'documents', 'rights-requests')?.words
  return (
    <Page frame={props.frame} title={props.title} heading="in-form">
      <Panel title={props.title}>
        Your reference
        <br />
        <strong>{props.reference}</strong>
      </Panel>
      <h2 class="govuk-heading-m">What happens next</h2>
      {props.children}
      {kept === undefined ? null : <p class="govuk-body">How long we keep what you sent: {kept}.</p>}
      <LinkLine href="/notice" text="Back to the privacy notice" />
    </Page>
  )
}
