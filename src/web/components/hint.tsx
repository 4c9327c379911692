import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export function Hint(props: {
  readonly children: ComponentChildren
  readonly id?: string | undefined
  readonly class?: string | undefined
}): JSX.Element {
  return (
    <div id={props.id} class={classNames('govuk-hint', props.class)}>
      {props.children}
    </div>
  )
}
