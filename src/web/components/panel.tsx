import type { ComponentChildren, JSX } from 'preact'

/** Says that something was done, with its reference. The heading is the page's h1 unless told otherwise. */
export function Panel(props: {
  readonly title: ComponentChildren
  readonly children?: ComponentChildren
  readonly headingLevel?: 1 | 2 | 3 | undefined
}): JSX.Element {
  const Heading = (['h1', 'h1', 'h2', 'h3'] as const)[props.headingLevel ?? 1] ?? 'h1'
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <Heading class="govuk-panel__title">{props.title}</Heading>
      {props.children === undefined ? null : <div class="govuk-panel__body">{props.children}</div>}
    </div>
  )
}
