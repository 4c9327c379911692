import type { JSX } from 'preact'
import { controlOf, type FieldProps, LabelledGroup } from './form-group.tsx'

export type InputProps = FieldProps & {
  readonly value?: string | undefined
  readonly type?: 'text' | 'search' | 'email' | undefined
  readonly class?: string | undefined
  readonly autocomplete?: string | undefined
  readonly inputmode?: 'numeric' | undefined
}

export function Input(props: InputProps): JSX.Element {
  const { value, autocomplete, inputmode } = props
  const input = { ...controlOf(props, 'govuk-input', props.class), value, autocomplete, inputmode } as const
  // One tag for each type: it decides which roles an input may have.
  return (
    <LabelledGroup {...props}>
      {props.type === 'search' ? (
        <input {...input} type="search" />
      ) : props.type === 'email' ? (
        <input {...input} type="email" />
      ) : (
        <input {...input} type="text" />
      )}
    </LabelledGroup>
  )
}
