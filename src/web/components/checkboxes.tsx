import type { ComponentChildren, JSX } from 'preact'
import { ChoiceGroup } from './choice-group.tsx'
import { type Choice, ChoiceItem, choiceId } from './choice-item.tsx'
import { classNames } from './class-names.ts'
import type { FieldsetProps } from './fieldset.tsx'
import { describedByOf } from './form-group.tsx'

export type CheckboxesProps = {
  readonly name: string
  readonly idPrefix?: string | undefined
  readonly fieldset?: Omit<FieldsetProps, 'children'> | undefined
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly items: readonly Choice[]
  readonly values?: readonly string[] | undefined
  readonly describedBy?: string | undefined
  readonly class?: string | undefined
  readonly groupClass?: string | undefined
}

export function Checkboxes(props: CheckboxesProps): JSX.Element {
  const prefix = props.idPrefix ?? props.name
  const { fieldset, hint, error, describedBy } = props
  return (
    <ChoiceGroup id={prefix} fieldset={fieldset} hint={hint} error={error} describedBy={describedBy} groupClass={props.groupClass}>
      <div class={classNames('govuk-checkboxes', props.class)}>
        {props.items.map((item, index) => (
          <ChoiceItem
            kind="checkbox"
            block="govuk-checkboxes"
            name={props.name}
            item={item}
            id={choiceId(item, prefix, index)}
            checked={'value' in item && (props.values ?? []).includes(item.value)}
            describedBy={fieldset === undefined ? describedByOf({ describedBy, hint, error }, prefix) : undefined}
          />
        ))}
      </div>
    </ChoiceGroup>
  )
}
