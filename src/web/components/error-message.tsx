import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export function ErrorMessage(props: {
  readonly children: ComponentChildren
  readonly id?: string | undefined
  readonly class?: string | undefined
  /** Read before the message; empty for none. */
  readonly prefix?: string | undefined
}): JSX.Element {
  const prefix = props.prefix ?? 'Error'
  return (
    <p id={props.id} class={classNames('govuk-error-message', props.class)}>
      {prefix === '' ? null : <span class="govuk-visually-hidden">{prefix}:</span>}
      {prefix === '' ? null : ' '}
      {props.children}
    </p>
  )
}
