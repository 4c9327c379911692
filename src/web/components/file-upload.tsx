import type { JSX } from 'preact'
import { classNames } from './class-names.ts'
import { describedByOf, type FieldProps, LabelledGroup } from './form-group.tsx'

/** One file; `accept`: the kinds that the browser offers, which is no check of what comes. */
export function FileUpload(props: FieldProps & { readonly accept?: string | undefined }): JSX.Element {
  const id = props.id ?? props.name
  return (
    <LabelledGroup {...props}>
      <input
        class={classNames('app-file', props.error !== undefined && 'govuk-input--error')}
        id={id}
        name={props.name}
        type="file"
        accept={props.accept}
        aria-describedby={describedByOf(props, id)}
      />
    </LabelledGroup>
  )
}
