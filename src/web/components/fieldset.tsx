import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

export type FieldsetProps = {
  readonly legend?: ComponentChildren
  readonly legendClass?: string | undefined
  readonly isPageHeading?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly class?: string | undefined
  readonly role?: 'group' | undefined
  readonly children?: ComponentChildren
}

export function Fieldset(props: FieldsetProps): JSX.Element {
  return (
    <fieldset class={classNames('govuk-fieldset', props.class)} role={props.role} aria-describedby={props.describedBy}>
      {props.legend === undefined ? null : (
        <legend class={classNames('govuk-fieldset__legend', props.legendClass)}>
          {props.isPageHeading === true ? <h1 class="govuk-fieldset__heading">{props.legend}</h1> : props.legend}
        </legend>
      )}
      {props.children}
    </fieldset>
  )
}
