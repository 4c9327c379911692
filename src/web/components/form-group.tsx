import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { ErrorMessage } from './error-message.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'

/** What every form control with one label has. */
export type FieldProps = {
  readonly name: string
  /** Defaults to the name; the error summary links to it. */
  readonly id?: string | undefined
  readonly label: ComponentChildren
  readonly labelClass?: string | undefined
  readonly isPageHeading?: boolean | undefined
  /** Said at the field: what it is for, and what not to write (just in time). */
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly describedBy?: string | undefined
  readonly groupClass?: string | undefined
}

/** The ids that describe a control, in reading order; `undefined` when there are none. */
export function describedByOf(props: Pick<FieldProps, 'describedBy' | 'hint' | 'error'>, id: string): string | undefined {
  const ids = [props.describedBy, present(props.hint) ? `${id}-hint` : undefined, props.error === undefined ? undefined : `${id}-error`]
  return classNames(...ids) || undefined
}

/** The hint and the error of a control or a set of them. */
export function HintAndError(props: Pick<FieldProps, 'hint' | 'error'> & { readonly id: string }): JSX.Element {
  return (
    <>
      {present(props.hint) ? <Hint id={`${props.id}-hint`}>{props.hint}</Hint> : null}
      {props.error === undefined ? null : <ErrorMessage id={`${props.id}-error`}>{props.error}</ErrorMessage>}
    </>
  )
}

export function FormGroup(props: {
  readonly error?: string | undefined
  readonly class?: string | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <div class={classNames('govuk-form-group', props.error !== undefined && 'govuk-form-group--error', props.class)}>{props.children}</div>
  )
}

/** Label, hint and error of one control, and the control itself. */
export function LabelledGroup(props: FieldProps & { readonly children: ComponentChildren }): JSX.Element {
  const id = props.id ?? props.name
  return (
    <FormGroup error={props.error} class={props.groupClass}>
      <Label for={id} class={props.labelClass} isPageHeading={props.isPageHeading}>
        {props.label}
      </Label>
      <HintAndError id={id} hint={props.hint} error={props.error} />
      {props.children}
    </FormGroup>
  )
}

function present(children: ComponentChildren): boolean {
  return children !== undefined && children !== null && children !== false
}
