import type { ComponentChildren, JSX } from 'preact'

/** Says that something was done, with its reference. Its heading is the page's h1. */
export function Panel(props: { readonly title: ComponentChildren; readonly children?: ComponentChildren }): JSX.Element {
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">{props.title}</h1>
      {props.children === undefined ? null : <div class="govuk-panel__body">{props.children}</div>}
    </div>
  )
}
