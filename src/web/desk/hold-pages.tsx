import type { ComponentChildren, JSX } from 'preact'
import { type HoldKind, holdKinds } from '#duties/holds/kinds.ts'
import { Button } from '../components/button.tsx'
import { DateInput } from '../components/date-input.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { SummaryList, type SummaryRow } from '../components/summary-list.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Refusal } from '../forms.ts'

type Common = {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly back: string
  readonly refused?: Refusal | undefined
}

/** Keeping one item longer: why, and until when that is looked at again. */
export function NewHoldPage(
  props: Common & {
    readonly action: string
    /** What is kept, such as “call recording”. */
    readonly what: string
    readonly kinds: readonly HoldKind[]
    /** Who opens it from then on. */
    readonly then: string
  },
): JSX.Element {
  const { refused, what } = props
  return (
    <FormPage {...props} title={`Keep this ${what} longer`} button="Keep it">
      <p class="app-lead">It is not deleted on its day, for as long as there is a need.</p>
      <InsetText>{props.then}</InsetText>
      <Radios
        name="kind"
        fieldset={{ legend: 'Why is it needed?' }}
        error={errorOf(refused, 'kind')}
        value={refused?.values.kind}
        items={props.kinds.map((kind) => ({ value: kind, text: holdKinds[kind].title }))}
      />
      <Why refused={refused} label="What is the need?" />
      <ReviewOn refused={refused} legend="When is it looked at again?" />
    </FormPage>
  )
}

/** What is kept longer and why, and what its review can come to. */
export function HoldPage(
  props: Common & {
    readonly action: string
    readonly version: string
    readonly rows: readonly SummaryRow[]
    readonly isLifted: boolean
    /** Whether the colleague may decide about it here. */
    readonly decides: boolean
  },
): JSX.Element {
  const { refused } = props
  const facts = <SummaryList rows={props.rows} />
  if (props.isLifted || !props.decides) return <HoldFacts {...props}>{facts}</HoldFacts>
  return (
    <FormPage {...props} title="Kept longer" button="Save">
      {facts}
      <input type="hidden" name="version" value={refused?.values.version ?? props.version} />
      <Radios
        name="outcome"
        fieldset={{ legend: 'Is it still needed?' }}
        error={errorOf(refused, 'outcome')}
        value={refused?.values.outcome}
        items={[
          { value: 'kept', text: 'Yes, keep it until another review' },
          { value: 'lifted', text: 'No, the need has ended', hint: 'Past its day it is deleted at the next sweep, within a day.' },
        ]}
      />
      <Why refused={refused} label="Why?" />
      <ReviewOn refused={refused} legend="When is it looked at again, if it is kept?" />
    </FormPage>
  )
}

function HoldFacts(props: Common & { readonly children: JSX.Element }): JSX.Element {
  return (
    <Page frame={props.frame} title="Kept longer" width="desk" bar={props.bar} back={{ href: props.back, text: 'Back to the record' }}>
      {props.children}
    </Page>
  )
}

function FormPage(
  props: Common & {
    readonly title: string
    readonly action: string
    readonly button: string
    readonly children: ComponentChildren
  },
): JSX.Element {
  return (
    <Page
      frame={props.frame}
      title={props.title}
      width="desk"
      bar={props.bar}
      back={{ href: props.back, text: 'Back to the record' }}
      errors={props.refused?.errors}
    >
      <form method="post" action={props.action} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        {props.children}
        <Button>{props.button}</Button>
      </form>
    </Page>
  )
}

function Why({ refused, label }: { readonly refused: Refusal | undefined; readonly label: string }): JSX.Element {
  return <Textarea name="why" label={label} rows={3} value={refused?.values.why} error={errorOf(refused, 'why')} />
}

function ReviewOn({ refused, legend }: { readonly refused: Refusal | undefined; readonly legend: string }): JSX.Element {
  return (
    <DateInput
      id="reviewOn"
      fieldset={{ legend }}
      hint="For example 27 3 2027. A task waits for that day."
      error={errorOf(refused, 'reviewOn-day')}
      values={refused?.values}
    />
  )
}

function errorOf(refused: Refusal | undefined, field: string): string | undefined {
  return refused?.errors.find((each) => each.field === field)?.message
}
