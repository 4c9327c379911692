import type { JSX } from 'preact'
import { controlOf, type FieldProps, LabelledGroup } from './form-group.tsx'

export function Textarea(props: FieldProps & { readonly value?: string | undefined; readonly rows?: number | undefined }): JSX.Element {
  return (
    <LabelledGroup {...props}>
      <textarea {...controlOf(props, 'govuk-textarea')} rows={props.rows ?? 5} value={props.value} />
    </LabelledGroup>
  )
}
