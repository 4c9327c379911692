import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { Input } from '../components/input.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Refusal } from '../forms.ts'

/** Cutting an extract for training out of a recording, and silencing what shows who is on it (TC7). */
export function ExtractPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  /** The address of the recording's page. */
  readonly back: string
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { refused } = props
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  const value = (field: string) => refused?.values[field]
  return (
    <Page
      frame={props.frame}
      title="Make a training extract"
      width="desk"
      bar={props.bar}
      back={{ href: props.back, text: 'Back to the recording' }}
      errors={refused?.errors}
    >
      <p class="app-lead">It is a recording of its own: what is cut away and silenced is not in it.</p>
      <InsetText>
        Silence names, addresses, references, and whatever else shows who it is. A second person listens before anybody else.
      </InsetText>
      <form method="post" action={`${props.back}/extract`} novalidate>
        <input type="hidden" name="_csrf" value={props.token} />
        <Input
          name="from"
          label="From"
          hint="Minutes and seconds, such as 0:15"
          error={error('from')}
          value={value('from')}
          class="govuk-input--width-5"
        />
        <Input name="until" label="Until" hint="Such as 2:40" error={error('until')} value={value('until')} class="govuk-input--width-5" />
        <Textarea
          name="silenced"
          label="Parts to silence (optional)"
          hint="One a line, such as 0:31 to 0:34. Times of the whole recording."
          rows={4}
          error={error('silenced')}
          value={value('silenced')}
        />
        <Input
          name="title"
          label="What does it teach?"
          hint="No names."
          error={error('title')}
          value={value('title')}
          class="govuk-input--width-30"
        />
        <Textarea
          name="transcript"
          label="What is said (optional)"
          hint="Without names: it is held against the names of whoever is on the call."
          rows={4}
          error={error('transcript')}
          value={value('transcript')}
        />
        <Radios
          name="claim"
          fieldset={{ legend: 'Why may it be played to others?' }}
          error={error('claim')}
          value={value('claim')}
          items={[
            { value: 'nobody-identifiable', text: 'Nobody on it can be recognised' },
            { value: 'consent', text: 'Everybody on it has agreed', hint: 'Their agreement has to be on their record.' },
          ]}
        />
        <Button>Make the extract</Button>
      </form>
    </Page>
  )
}
