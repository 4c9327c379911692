import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { Link } from '../components/link.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Refusal } from '../forms.ts'

export function ReasonPage(props: {
  readonly frame: Frame
  readonly token: string
  readonly bar: JSX.Element
  readonly person: string
  readonly activities: readonly { readonly id: string; readonly title: string; readonly why: string }[]
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { refused } = props
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  const values: Readonly<Record<string, string>> = refused?.values ?? {}
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
        first.
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
          items={[
            { value: 'call', text: 'They are on the telephone' },
            { value: 'visit', text: 'They are here, or I am visiting' },
            { value: 'letter', text: 'They wrote to us' },
            { value: 'case', text: 'A case I am working on; they are not present' },
            { value: 'check', text: 'A check that I was asked to make' },
          ]}
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
        <Button>Open the record</Button>
      </form>
    </Page>
  )
}
