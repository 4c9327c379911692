import type { ComponentChildren, JSX } from 'preact'
import { ChoiceGroup } from './choice-group.tsx'
import { classNames } from './class-names.ts'
import type { FieldsetProps } from './fieldset.tsx'
import { Input } from './input.tsx'

const parts = [
  { name: 'day', label: 'Day', width: 2 },
  { name: 'month', label: 'Month', width: 2 },
  { name: 'year', label: 'Year', width: 4 },
] as const

type Part = (typeof parts)[number]['name']

export type DateInputProps = {
  readonly id: string
  /** The form sends `${namePrefix}-day`, `-month`, `-year`; without a prefix `day`, `month`, `year`. */
  readonly namePrefix?: string | undefined
  readonly fieldset?: Omit<FieldsetProps, 'children' | 'role'> | undefined
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly values?: Readonly<Partial<Record<Part, string>>> | undefined
  readonly class?: string | undefined
  readonly groupClass?: string | undefined
}

/** Three boxes, never a picker: a date of birth is typed faster, and a screen reader can read it. */
export function DateInput(props: DateInputProps): JSX.Element {
  const { id, hint, error } = props
  const fieldset = props.fieldset === undefined ? undefined : { ...props.fieldset, role: 'group' as const }
  return (
    <ChoiceGroup id={id} fieldset={fieldset} hint={hint} error={error} groupClass={props.groupClass}>
      <div class={classNames('govuk-date-input', props.class)} id={id}>
        {parts.map((part) => (
          <div class="govuk-date-input__item">
            <Input
              label={part.label}
              labelClass="govuk-date-input__label"
              id={`${id}-${part.name}`}
              name={props.namePrefix === undefined ? part.name : `${props.namePrefix}-${part.name}`}
              class={classNames('govuk-date-input__input', error !== undefined && 'govuk-input--error', `govuk-input--width-${part.width}`)}
              value={props.values?.[part.name]}
              inputmode="numeric"
            />
          </div>
        ))}
      </div>
    </ChoiceGroup>
  )
}
