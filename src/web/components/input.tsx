import type { ComponentChildren, JSX, PartialInputHTMLAttributes } from 'preact'
import { classNames } from './class-names.ts'
import { describedByOf, type FieldProps, LabelledGroup } from './form-group.tsx'

export type InputProps = FieldProps & {
  readonly value?: string | undefined
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'password' | undefined
  readonly class?: string | undefined
  readonly autocomplete?: string | undefined
  readonly autocapitalize?: 'none' | 'words' | 'sentences' | 'characters' | undefined
  readonly inputmode?: 'numeric' | 'decimal' | 'email' | 'tel' | 'text' | undefined
  readonly pattern?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly prefix?: ComponentChildren
  readonly suffix?: ComponentChildren
}

export function Input(props: InputProps): JSX.Element {
  const id = props.id ?? props.name
  const attributes = {
    class: classNames('govuk-input', props.class, props.error !== undefined && 'govuk-input--error'),
    id,
    name: props.name,
    spellcheck: props.spellcheck,
    value: props.value,
    'aria-describedby': describedByOf(props, id),
    autocomplete: props.autocomplete,
    autocapitalize: props.autocapitalize,
    pattern: props.pattern,
    inputmode: props.inputmode,
  } as const
  const input = typed(props.type ?? 'text', attributes)
  return (
    <LabelledGroup {...props}>
      {props.prefix === undefined && props.suffix === undefined ? (
        input
      ) : (
        <div class="govuk-input__wrapper">
          {props.prefix === undefined ? null : (
            <div class="govuk-input__prefix" aria-hidden="true">
              {props.prefix}
            </div>
          )}
          {input}
          {props.suffix === undefined ? null : (
            <div class="govuk-input__suffix" aria-hidden="true">
              {props.suffix}
            </div>
          )}
        </div>
      )}
    </LabelledGroup>
  )
}

type TextInputAttributes = PartialInputHTMLAttributes<HTMLInputElement>
type Type = NonNullable<InputProps['type']>

/** One tag for each type, as the types of an input decide which roles it may have. */
function typed(type: Type, attributes: Omit<TextInputAttributes, 'type' | 'role' | 'list'>): JSX.Element {
  if (type === 'password') return <input {...attributes} type="password" />
  if (type === 'email') return <input {...attributes} type="email" />
  if (type === 'tel') return <input {...attributes} type="tel" />
  if (type === 'search') return <input {...attributes} type="search" />
  return <input {...attributes} type="text" />
}
