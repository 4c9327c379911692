import type { JSX } from 'preact'
import type { CheckDetail } from '#duties/identity/check.ts'
import { Button, type Frame, Input, InsetText, Page, WarningText } from '../components/index.ts'
import type { Refusal } from '../forms.ts'

/** Where the check is made from: before a record is opened, or from one that is open. */
export type CheckPlace = {
  readonly action: string
  readonly back: { readonly href: string; readonly text: string }
  /** Where a match leads on to. */
  readonly next: { readonly href: string; readonly text: string }
}

export function IdentityPage(props: {
  readonly frame: Frame
  readonly token: string
  readonly bar: JSX.Element
  readonly place: CheckPlace
  /** What may be asked; nothing where the notice leaves no check to make. */
  readonly asks: readonly CheckDetail[]
  readonly refused?: Refusal | undefined
  readonly answer?: 'passed' | 'failed' | 'too-many' | 'too-many-yours' | undefined
}): JSX.Element {
  const { place, answer } = props
  return (
    <Page
      frame={props.frame}
      title={answer === undefined ? 'Check who you are talking to' : titles[answer]}
      width="desk"
      bar={props.bar}
      back={place.back}
      errors={props.refused?.errors}
    >
      {answer === 'passed' ? (
        <>
          <InsetText>You can go on: their account is open to you for 30 minutes.</InsetText>
          <Button href={place.next.href}>{place.next.text}</Button>
        </>
      ) : (
        <>
          {answer === undefined ? null : <WarningText>Do not continue. Offer to call back on the number we hold.</WarningText>}
          {answer === 'too-many' || answer === 'too-many-yours' ? (
            <>
              <p class="govuk-body">
                {answer === 'too-many'
                  ? 'Nobody can check this person again for 15 minutes.'
                  : 'You cannot check anybody for the next 15 minutes.'}
              </p>
              <Button href="/desk">Find somebody else</Button>
            </>
          ) : props.asks.length === 0 ? (
            <p class="govuk-body">
              Your role may not compare what a caller says with our records, so you cannot check anybody here. Ask a colleague whose role
              may, or answer in writing to the address that we hold.
            </p>
          ) : (
            <CheckForm
              asks={props.asks}
              token={props.token}
              action={place.action}
              error={props.refused?.errors[0]?.message}
              again={answer === 'failed'}
            />
          )}
        </>
      )}
    </Page>
  )
}

const titles = {
  passed: 'It matched',
  failed: 'It did not match',
  'too-many': 'It was tried too often',
  'too-many-yours': 'It was tried too often',
} as const

const questions: Readonly<Record<CheckDetail, { readonly label: string; readonly hint?: string }>> = {
  born: { label: 'Date of birth', hint: 'For example, 4 3 1981' },
  postcode: { label: 'Postcode of their home' },
  reference: { label: 'Payment reference' },
}

/** Up to three questions, of which two do. What was typed is not shown again: it may be somebody else's. */
function CheckForm(props: {
  readonly token: string
  readonly asks: readonly CheckDetail[]
  readonly action: string
  readonly error: string | undefined
  readonly again: boolean
}): JSX.Element {
  return (
    <form method="post" action={props.action} novalidate autocomplete="off">
      <input type="hidden" name="_csrf" value={props.token} />
      <p class="govuk-body">
        {props.again ? 'If you misheard, ask again and type it once more. ' : ''}
        Ask for at least two of these, and type what you hear. You are told whether it matched, never the answer. The number they call from
        is no check.
      </p>
      <p class="govuk-body">If they wrote to us, type two details that stand in their letter.</p>
      {props.asks.map((detail, place) => (
        <Input name={detail} {...questions[detail]} class="govuk-input--width-10" error={place === 0 ? props.error : undefined} />
      ))}
      <Button>Check</Button>
    </form>
  )
}
