import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { DateInput } from '../components/date-input.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { SummaryList, type SummaryRow } from '../components/summary-list.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Refusal } from '../forms.ts'
import type { ReviewLine } from './reviews-page.tsx'
import { longDate } from './values.ts'

/** One item that waits, what it says as far as the team may see it, and the two ways to decide. */
export function ReviewPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly line: ReviewLine
  readonly says: readonly SummaryRow[]
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { line, refused } = props
  return (
    <Page
      frame={props.frame}
      title={`Keep or delete: ${line.kind}`}
      width="desk"
      bar={props.bar}
      back={{ href: '/desk/retention/reviews', text: 'What waits for a review' }}
      errors={refused?.errors}
    >
      <p class="app-lead">{line.why}</p>
      <SummaryList
        rows={[
          { key: 'Taken in', value: longDate(line.takenIn) },
          { key: 'For', value: line.purpose },
          { key: 'Kept', value: line.line },
        ]}
      />
      <h2 class="govuk-heading-m">What it says</h2>
      {props.says.length === 0 ? (
        <p class="govuk-body app-empty">It says nothing that is still readable.</p>
      ) : (
        <SummaryList rows={props.says} />
      )}
      <Deciding {...props} />
    </Page>
  )
}

function Deciding(props: { readonly token: string; readonly line: ReviewLine; readonly refused?: Refusal | undefined }): JSX.Element {
  const { refused } = props
  const values: Readonly<Record<string, string>> = refused?.values ?? {}
  const error = (field: string) => refused?.errors.find((each) => each.field === field)?.message
  return (
    <form method="post" action={props.line.href} novalidate>
      <input type="hidden" name="_csrf" value={props.token} />
      <Radios
        name="decision"
        fieldset={{ legend: 'What is to be done with it?' }}
        error={error('decision')}
        value={values.decision}
        items={[
          { value: 'keep', text: 'Keep it on', hint: 'It stays on hold until the day you write below, and is looked at again then.' },
          { value: 'delete', text: 'Delete it', hint: 'It is gone for good, at once. Nobody can bring it back.' },
        ]}
      />
      <Textarea name="reason" label="If it is kept: why?" rows={3} value={values.reason} error={error('reason')} />
      <DateInput
        id="until"
        namePrefix="until"
        fieldset={{ legend: 'If it is kept: when is it looked at again?' }}
        hint="For example, 31 3 2027"
        error={error('until')}
        values={{ day: values['until-day'] ?? '', month: values['until-month'] ?? '', year: values['until-year'] ?? '' }}
      />
      <Button>Decide</Button>
    </form>
  )
}
