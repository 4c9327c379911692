import type { JSX } from 'preact'
import { InsetText, Textarea } from '../components/index.ts'

/** Where a form would stand, under a notice that does not let a message be taken in here. `typed`: what somebody had written by then, so that they still have it. */
export function NotTaken(props: { readonly typed?: string | undefined }): JSX.Element {
  return (
    <>
      <InsetText>
        We cannot take messages on this site: our privacy notice does not provide for it. What you can do instead is on this page.
      </InsetText>
      {props.typed === undefined || props.typed === '' ? null : (
        <Textarea
          name="text"
          label="What you wrote, to copy into an email or a letter. It has not been sent."
          rows={7}
          value={props.typed}
        />
      )}
    </>
  )
}
