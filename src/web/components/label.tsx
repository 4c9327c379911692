import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export type LabelProps = {
  readonly children: ComponentChildren
  readonly for?: string | undefined
  readonly class?: string | undefined
  readonly isPageHeading?: boolean | undefined
}

export function Label(props: LabelProps): JSX.Element {
  const label = (
    <label class={classNames('govuk-label', props.class)} for={props.for}>
      {props.children}
    </label>
  )
  return props.isPageHeading === true ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
