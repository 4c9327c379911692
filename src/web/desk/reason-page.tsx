import type { JSX } from 'preact'
import type { OpeningReason } from '#gate/opening-reason.ts'
import { Button, Checkboxes, type Frame, Input, Link, Page, Radios, Textarea } from '../components/index.ts'
import type { Refusal } from '../forms.ts'

/** What can have brought a colleague to a record. The other reasons are those of imports and of requests, which come another way. */
export const offeredReasons = ['call', 'visit', 'letter', 'case', 'check'] as const satisfies readonly OpeningReason[]

const reasonWords: Readonly<Record<(typeof offeredReasons)[number], string>> = {
  call: 'They are on the telephone',
  visit: 'They are here, or I am visiting',
  letter: 'They wrote to us',
  case: 'A case I am working on; they are not present',
  check: 'A check that I was asked to make',
}

export function ReasonPage(props: {
  readonly frame: Frame
  readonly token: string
  readonly bar: JSX.Element
  readonly person: string
  readonly activities: readonly { readonly id: string; readonly title: string; readonly why: string }[]
  /** What is known before it is asked, or was sent. */
  readonly values: Readonly<Record<string, string>>
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { refused, values } = props
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  return (
    <Page
      frame={props.frame}
      title="Why are you opening this record?"
      width="desk"
      bar={props.bar}
      back={{ href: '/desk' }}
      errors={refused?.errors}
    >
      <p class="app-lead">The record stays open for 30 minutes. The person can be told who opened it, and why.</p>
      <p class="govuk-body">
        If they are on the telephone or here, <Link href={`/desk/people/${props.person}/identity`}>check who you are talking to</Link>{' '}
        first: until then the record stays closed.
      </p>
      <form method="post" action={`/desk/people/${props.person}/open`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Radios
          name="activity"
          fieldset={{ legend: 'What are you doing?' }}
          hint="These are the words of the privacy notice: “you” is the customer."
          error={error('activity')}
          value={values.activity}
          items={props.activities.map((activity) => ({ value: activity.id, text: activity.title, hint: activity.why }))}
        />
        <Radios
          name="reason"
          fieldset={{ legend: 'What brought you here?' }}
          error={error('reason')}
          value={values.reason}
          items={offeredReasons.map((reason) => ({ value: reason, text: reasonWords[reason] }))}
        />
        <Input
          name="reference"
          label="Reference"
          hint="The call, case or letter, such as “call 4711”. No names."
          error={error('reference')}
          value={values.reference}
          class="govuk-input--width-20"
        />
        <Textarea
          name="specialReason"
          label="Do you need health or support information? Say why (optional)"
          hint="It stays closed unless you say why you need it this time."
          rows={2}
          error={error('specialReason')}
          value={values.specialReason}
        />
        <Checkboxes
          name="privateSetting"
          fieldset={{ legend: 'Do you need call recordings? (optional)' }}
          hint="They stay closed unless you are where nobody else can hear or see them."
          values={values.privateSetting === undefined ? [] : [values.privateSetting]}
          items={[{ value: 'yes', text: 'Nobody else can hear or see this' }]}
        />
        <Button>Open the record</Button>
      </form>
    </Page>
  )
}
