import type { JSX } from 'preact'
import type { BothValues } from '#duties/conflicts/conflicts.ts'
import { Button } from '../components/button.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { Radios } from '../components/radios.tsx'
import { SummaryList } from '../components/summary-list.tsx'
import type { Refusal } from '../forms.ts'
import { dayAndTime } from './values.ts'

/** Each field of which an import says something else than was put right here: both values, where each is from, and the choice. */
export function ConflictsPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly back: string
  readonly both: readonly BothValues[]
  /** How many more there are that this colleague may not see. */
  readonly closed: number
  readonly sourceNamed: (source: string) => string
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { both, refused } = props
  return (
    <Page
      frame={props.frame}
      title="Which is right?"
      width="desk"
      bar={props.bar}
      back={{ href: props.back, text: 'Back to the record' }}
      errors={refused?.errors}
    >
      {both.length > 0 && (
        <p class="govuk-body">These were put right here, and another system has changed them since. What we hold stays until you choose.</p>
      )}
      {both.length === 0 && props.closed <= 0 && <p class="govuk-body">Nothing is left to decide on this record.</p>}
      {props.closed > 0 && <p class="govuk-body">{closedToYou(props.closed)}</p>}
      {both.map((each) => (
        <Choice key={each.conflict.id} {...props} each={each} />
      ))}
    </Page>
  )
}

function Choice(props: {
  readonly each: BothValues
  readonly token: string
  readonly back: string
  readonly sourceNamed: (source: string) => string
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { conflict, here, label, version } = props.each
  const isRefused = props.refused?.values.conflict === conflict.id
  const row = (value: unknown, source: string, at: Temporal.Instant) =>
    `${shown(value)}. From: ${props.sourceNamed(source)}, ${dayAndTime(at)}`
  return (
    <form method="post" action={`${props.back}/conflicts`} novalidate autocomplete="off">
      <input type="hidden" name="_csrf" value={props.token} />
      <input type="hidden" name="conflict" value={conflict.id} />
      <input type="hidden" name="version" value={version} />
      <h2 class="govuk-heading-m">
        {conflict.type.title.one}: {label}
      </h2>
      <SummaryList
        rows={[
          { key: 'What we hold', value: row(here.value, here.source, here.since) },
          { key: 'What the other system says', value: row(conflict.value, conflict.source, conflict.saidAt) },
        ]}
      />
      <Radios
        name="chosen"
        idPrefix={`chosen-${conflict.id}`}
        fieldset={{ legend: 'Which is right?' }}
        error={isRefused ? props.refused?.errors.find((each) => each.field === 'chosen')?.message : undefined}
        items={[
          { value: 'here', text: 'What we hold' },
          { value: 'there', text: 'What the other system says' },
        ]}
      />
      <Button>Decide</Button>
    </form>
  )
}

function closedToYou(closed: number): string {
  const things = closed === 1 ? 'One thing is' : `${closed} things are`
  return `${things} left to decide that you may not see. The record says what is closed to you, and what to do about it.`
}

function shown(value: unknown): string {
  if (value === null || value === '') return 'Nothing'
  return value === true ? 'Yes' : value === false ? 'No' : String(value)
}
