import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { type Frame, Page } from '../components/page.tsx'
import type { Refusal } from '../forms.ts'

export function IdentityPage(props: {
  readonly frame: Frame
  readonly token: string
  readonly bar: JSX.Element
  readonly person: string
  readonly refused?: Refusal | undefined
  readonly answer?: 'passed' | 'failed' | 'too-many' | undefined
}): JSX.Element {
  const said = {
    passed: 'It matched. You can go on: their account is open to you for 30 minutes.',
    failed: 'It did not match. Do not continue. Offer to call back on the number we hold.',
    'too-many': 'It was tried too often. Do not continue. Offer to call back on the number we hold.',
  }
  return (
    <Page
      frame={props.frame}
      title="Check who you are talking to"
      width="desk"
      bar={props.bar}
      back={{ href: `/desk/people/${props.person}/open` }}
      errors={props.refused?.errors}
    >
      {props.answer === undefined ? null : <InsetText>{said[props.answer]}</InsetText>}
      {props.answer === 'passed' ? (
        <Button href={`/desk/people/${props.person}/open`}>Give your reason</Button>
      ) : (
        <form method="post" action={`/desk/people/${props.person}/identity`} novalidate autocomplete="off">
          <input type="hidden" name="_csrf" value={props.token} />
          <p class="govuk-body">
            Ask for at least two of these, and type what you hear. You are told whether it matched, never the answer.
          </p>
          <Input
            name="born"
            label="Date of birth"
            hint="For example, 4 3 1981"
            class="govuk-input--width-10"
            error={props.refused?.errors[0]?.message}
          />
          <Input name="postcode" label="Postcode of their home" class="govuk-input--width-10" />
          <Input name="reference" label="Payment reference" class="govuk-input--width-10" />
          <Button>Check</Button>
        </form>
      )}
    </Page>
  )
}
