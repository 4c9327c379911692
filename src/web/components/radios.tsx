import type { ComponentChildren, JSX } from 'preact'
import { ChoiceGroup } from './choice-group.tsx'
import { type Choice, ChoiceItem, choiceId } from './choice-item.tsx'
import { classNames } from './class-names.ts'
import type { FieldsetProps } from './fieldset.tsx'

export type RadiosProps = {
  readonly name: string
  readonly idPrefix?: string | undefined
  readonly fieldset?: Omit<FieldsetProps, 'children'> | undefined
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly items: readonly Choice[]
  /** Nothing is chosen beforehand unless the person chose it (L8). */
  readonly value?: string | undefined
  readonly class?: string | undefined
  readonly groupClass?: string | undefined
}

export function Radios(props: RadiosProps): JSX.Element {
  const prefix = props.idPrefix ?? props.name
  return (
    <ChoiceGroup id={prefix} fieldset={props.fieldset} hint={props.hint} error={props.error} groupClass={props.groupClass}>
      <div class={classNames('govuk-radios', props.class)}>
        {props.items.map((item, index) => (
          <ChoiceItem
            kind="radio"
            block="govuk-radios"
            name={props.name}
            item={item}
            id={choiceId(item, prefix, index)}
            checked={'value' in item && props.value !== undefined && item.value === props.value}
          />
        ))}
      </div>
    </ChoiceGroup>
  )
}
