import type { JSX } from 'preact'
import { controlOf, type FieldProps, LabelledGroup } from './form-group.tsx'

/** One file; `accept`: the kinds that the browser offers, which is no check of what comes. */
export function FileUpload(props: FieldProps & { readonly accept: string }): JSX.Element {
  return (
    <LabelledGroup {...props}>
      <input {...controlOf(props, 'app-file')} class="app-file" type="file" accept={props.accept} />
    </LabelledGroup>
  )
}
