import type { JSX } from 'preact'
import { classNames } from './class-names.ts'
import { describedByOf, type FieldProps, LabelledGroup } from './form-group.tsx'

export type Option = { readonly text: string; readonly value?: string | undefined }

export type SelectProps = FieldProps & {
  readonly items: readonly Option[]
  readonly value?: string | undefined
  readonly class?: string | undefined
}

export function Select(props: SelectProps): JSX.Element {
  const id = props.id ?? props.name
  return (
    <LabelledGroup {...props}>
      <select
        class={classNames('govuk-select', props.class, props.error !== undefined && 'govuk-select--error')}
        id={id}
        name={props.name}
        aria-describedby={describedByOf(props, id)}
      >
        {props.items.map((item) => (
          <option value={item.value} selected={props.value !== undefined && (item.value ?? item.text) === props.value}>
            {item.text}
          </option>
        ))}
      </select>
    </LabelledGroup>
  )
}
