import type { JSX } from 'preact'
import { controlOf, type FieldProps, LabelledGroup } from './form-group.tsx'

type Option = { readonly text: string; readonly value?: string | undefined }

export function Select(props: FieldProps & { readonly items: readonly Option[]; readonly value?: string | undefined }): JSX.Element {
  return (
    <LabelledGroup {...props}>
      <select {...controlOf(props, 'govuk-select')}>
        {props.items.map((item) => (
          <option value={item.value} selected={props.value !== undefined && (item.value ?? item.text) === props.value}>
            {item.text}
          </option>
        ))}
      </select>
    </LabelledGroup>
  )
}
