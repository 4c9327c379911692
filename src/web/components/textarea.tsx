import type { JSX } from 'preact'
import { classNames } from './class-names.ts'
import { describedByOf, type FieldProps, LabelledGroup } from './form-group.tsx'

export type TextareaProps = FieldProps & {
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly class?: string | undefined
  readonly autocomplete?: string | undefined
  readonly spellcheck?: boolean | undefined
}

export function Textarea(props: TextareaProps): JSX.Element {
  const id = props.id ?? props.name
  return (
    <LabelledGroup {...props}>
      <textarea
        class={classNames('govuk-textarea', props.error !== undefined && 'govuk-textarea--error', props.class)}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        aria-describedby={describedByOf(props, id)}
        autocomplete={props.autocomplete}
        value={props.value}
      />
    </LabelledGroup>
  )
}
