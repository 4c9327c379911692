import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export function InsetText(props: {
  readonly children: ComponentChildren
  readonly id?: string | undefined
  readonly class?: string | undefined
}): JSX.Element {
  return (
    <div id={props.id} class={classNames('govuk-inset-text', props.class)}>
      {props.children}
    </div>
  )
}
