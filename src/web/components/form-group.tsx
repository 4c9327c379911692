import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'

/** What may stand beside a control, or a set of them. */
export type GroupProps = {
  /** Said at the field: what it is for, and what not to write (just in time). */
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
}

/** What every form control with one label has. */
export type FieldProps = GroupProps & {
  readonly name: string
  /** Defaults to the name; the error summary links to it. */
  readonly id?: string | undefined
  readonly label: ComponentChildren
  readonly labelClass?: string | undefined
  readonly isPageHeading?: boolean | undefined
}

/** The ids that describe a control, in reading order; `undefined` when there are none. */
export function describedByOf({ hint, error }: GroupProps, id: string): string | undefined {
  return classNames(present(hint) && `${id}-hint`, error !== undefined && `${id}-error`) || undefined
}

/** What a control has of its own, whichever it is. `block`: the class that it is drawn by; `more`: another. */
export function controlOf({ name, id = name, hint, error }: FieldProps, block: string, more?: string) {
  return {
    class: classNames(block, error !== undefined && `${block}--error`, more),
    id,
    name,
    'aria-describedby': describedByOf({ hint, error }, id),
  }
}

/** Label, hint and error of one control, and the control itself. */
export function LabelledGroup(props: FieldProps & { readonly children: ComponentChildren }): JSX.Element {
  const { name, id = name, hint, error } = props
  return (
    <FormGroup error={error}>
      <Label for={id} class={props.labelClass} isPageHeading={props.isPageHeading}>
        {props.label}
      </Label>
      <HintAndError id={id} hint={hint} error={error} />
      {props.children}
    </FormGroup>
  )
}

/** A set of controls. Without a legend, they stand bare: only right when a heading already names them. */
export type SetProps = GroupProps & { readonly fieldset?: { readonly legend?: ComponentChildren } | undefined }

/** The frame shared by radios, checkboxes and the three boxes of a date. */
export function SetGroup(
  props: SetProps & { readonly id: string; readonly role?: 'group'; readonly children: ComponentChildren },
): JSX.Element {
  const { id, hint, error, fieldset, role } = props
  const inside = (
    <>
      <HintAndError id={id} hint={hint} error={error} />
      {props.children}
    </>
  )
  return (
    <FormGroup error={error}>
      {fieldset === undefined ? (
        inside
      ) : (
        <Fieldset legend={fieldset.legend} role={role} describedBy={describedByOf(props, id)}>
          {inside}
        </Fieldset>
      )}
    </FormGroup>
  )
}

export function Fieldset(props: {
  readonly legend?: ComponentChildren
  readonly describedBy?: string | undefined
  readonly role?: 'group' | undefined
  readonly children?: ComponentChildren
}): JSX.Element {
  return (
    <fieldset class="govuk-fieldset" role={props.role} aria-describedby={props.describedBy}>
      {props.legend === undefined ? null : <legend class="govuk-fieldset__legend">{props.legend}</legend>}
      {props.children}
    </fieldset>
  )
}

type Words = { readonly children: ComponentChildren; readonly class?: string | undefined }

export function Label(props: Words & { readonly for?: string | undefined; readonly isPageHeading?: boolean | undefined }): JSX.Element {
  const label = (
    <label class={classNames('govuk-label', props.class)} for={props.for}>
      {props.children}
    </label>
  )
  return props.isPageHeading === true ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}

export function Hint(props: Words & { readonly id?: string | undefined }): JSX.Element {
  return (
    <div id={props.id} class={classNames('govuk-hint', props.class)}>
      {props.children}
    </div>
  )
}

export function ErrorMessage(props: { readonly children: ComponentChildren; readonly id?: string | undefined }): JSX.Element {
  return (
    <p id={props.id} class="govuk-error-message">
      <span class="govuk-visually-hidden">Error:</span> {props.children}
    </p>
  )
}

function FormGroup({ error, children }: { readonly error?: string | undefined; readonly children: ComponentChildren }): JSX.Element {
  return <div class={classNames('govuk-form-group', error !== undefined && 'govuk-form-group--error')}>{children}</div>
}

function HintAndError({ id, hint, error }: GroupProps & { readonly id: string }): JSX.Element {
  return (
    <>
      {present(hint) ? <Hint id={`${id}-hint`}>{hint}</Hint> : null}
      {error === undefined ? null : <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
    </>
  )
}

function present(children: ComponentChildren): boolean {
  return children !== undefined && children !== null && children !== false
}
