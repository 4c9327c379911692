import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export function WarningText(props: {
  readonly children: ComponentChildren
  readonly fallback?: string | undefined
  readonly class?: string | undefined
}): JSX.Element {
  return (
    <div class={classNames('govuk-warning-text', props.class)}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{props.fallback ?? 'Warning'}</span>
        {props.children}
      </strong>
    </div>
  )
}
