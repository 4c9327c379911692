import type { ComponentChildren, JSX } from 'preact'

/** A part of a page under a heading of its own. `focus`: can be led to by an address and read on from there. */
export function Section(props: {
  readonly id: string
  readonly heading: string
  readonly focus?: boolean
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <section aria-labelledby={props.id}>
      <h2 class="govuk-heading-m" id={props.id} tabIndex={props.focus === true ? -1 : undefined}>
        {props.heading}
      </h2>
      {props.children}
    </section>
  )
}
