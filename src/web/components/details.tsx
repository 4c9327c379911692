import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export function Details(props: {
  readonly summary: ComponentChildren
  readonly children: ComponentChildren
  readonly open?: boolean | undefined
  readonly class?: string | undefined
}): JSX.Element {
  return (
    <details class={classNames('govuk-details', props.class)} open={props.open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  )
}
