import type { ComponentChildren, JSX } from 'preact'
import { Button } from '../components/index.ts'

/** A row of controls above what they narrow; a GET form, so that a result can be bookmarked. */
export function FilterRow(props: {
  readonly action: string
  readonly label: string
  readonly button: string
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <form class="app-filter-row" method="get" action={props.action} aria-label={props.label}>
      {props.children}
      <Button class="govuk-button--secondary">{props.button}</Button>
    </form>
  )
}
