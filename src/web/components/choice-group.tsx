import type { ComponentChildren, JSX } from 'preact'
import { Fieldset, type FieldsetProps } from './fieldset.tsx'
import { describedByOf, FormGroup, HintAndError } from './form-group.tsx'

export type ChoiceGroupProps = {
  readonly id: string
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly groupClass?: string | undefined
  readonly describedBy?: string | undefined
  /** Without one, the controls stand bare: only right when a heading already names them. */
  readonly fieldset?: Omit<FieldsetProps, 'children'> | undefined
  readonly children: ComponentChildren
}

/** The frame shared by radios, checkboxes and the three boxes of a date. */
export function ChoiceGroup(props: ChoiceGroupProps): JSX.Element {
  const inside = (
    <>
      <HintAndError id={props.id} hint={props.hint} error={props.error} />
      {props.children}
    </>
  )
  const describedBy = props.fieldset?.describedBy ?? props.describedBy
  return (
    <FormGroup error={props.error} class={props.groupClass}>
      {props.fieldset === undefined ? (
        inside
      ) : (
        <Fieldset {...props.fieldset} describedBy={describedByOf({ ...props, describedBy }, props.id)}>
          {inside}
        </Fieldset>
      )}
    </FormGroup>
  )
}
