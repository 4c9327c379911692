import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Refusal } from '../forms.ts'

/** What a colleague says of a picture that somebody whom nobody knows had taken down: it stays down, or why it is shown again (PH4). */
export function LookAgain(props: { readonly at: string; readonly token: string; readonly refused: Refusal | undefined }): JSX.Element {
  const { at, token, refused } = props
  return (
    <section aria-labelledby="look-again">
      <h2 class="govuk-heading-m" id="look-again">
        Does it stay down?
      </h2>
      <p class="govuk-body app-short">
        Somebody pressed “Take it down” on our website. They need not say who they are, so believe them unless you know better.
      </p>
      <form method="post" action={`${at}/stays-down`} novalidate>
        <input type="hidden" name="_csrf" value={token} />
        <Button>It stays down</Button>
      </form>
      <form method="post" action={`${at}/shown-again`} class="app-short" novalidate>
        <input type="hidden" name="_csrf" value={token} />
        <Textarea
          name="because"
          label="Or: why is it shown again?"
          hint="For example: every picture was pressed within a minute, and those on this one were asked. Name nobody."
          rows={3}
          value={refused?.values.because}
          error={refused?.errors.find((each) => each.field === 'because')?.message}
        />
        <Button class="govuk-button--secondary">Show it again</Button>
      </form>
    </section>
  )
}
