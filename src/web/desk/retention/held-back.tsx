import type { JSX } from 'preact'
import type { knownHolds } from '#duties/retention/known-holds.ts'
import { RecordTable, Section, Tag } from '../../components/index.ts'
import { holdReason } from '../holds/hold-words.ts'
import { counted, longDate } from '../kit.ts'
import type { Names } from '../names.ts'

type Held = Awaited<ReturnType<typeof knownHolds>>[number]

/** What is kept past its date and why, of nobody by name, as far as the colleague may know: of the others, how many there are. */
export function HeldBack(props: {
  readonly standing: number
  readonly holds: readonly Held[]
  readonly today: Temporal.PlainDate
  readonly names: Names
  /** Whether a deletion waits for somebody to confirm it. */
  readonly waits: boolean
}): JSX.Element {
  const { standing, holds, today, names } = props
  const others = standing - holds.length
  return (
    <Section id="held-back" heading="Holds">
      <p class="govuk-body">
        {standing === 0
          ? `No holds are in force${props.waits ? '' : ': everything is deleted on its due date'}.`
          : `${counted(standing, 'hold')} ${standing === 1 ? 'is' : 'are'} in force. What ${standing === 1 ? 'it covers' : 'they cover'} is not deleted.`}
        {others > 0 && holds.length > 0
          ? ` You can see the reasons only for holds you work on; there ${others === 1 ? 'is 1 other' : `are ${others} others`}.`
          : ''}
        {others > 0 && holds.length === 0 ? ' You can see the reasons only for holds you work on.' : ''}
      </p>
      {holds.length === 0 ? null : (
        <RecordTable
          caption="Holds you may know of, the next review first"
          wide
          columns={[
            { heading: 'Why', cell: (hold) => <Why hold={hold} /> },
            { heading: 'Covers', cell: (hold) => coveredBy(names, hold) },
            { heading: 'For', cell: ({ activity }) => names.activity(activity) },
            { heading: 'Placed', cell: ({ placedOn, placedBy }) => `${longDate(placedOn)}, by ${placedBy}` },
            { heading: 'Review', cell: ({ reviewOn }) => <Review on={reviewOn} today={today} /> },
          ]}
          rows={holds}
          empty=""
        />
      )}
    </Section>
  )
}

function coveredBy(names: Names, { recordType, itemId }: Held): string {
  return recordType === null ? 'Everything held about a person' : names.covered(recordType, itemId)
}

function Why({ hold: { reason, details } }: { readonly hold: Held }): JSX.Element {
  return (
    <>
      {holdReason(reason)}
      {details === null ? null : <span class="app-meta"> {details}</span>}
    </>
  )
}

function Review({ on, today }: { readonly on: string; readonly today: Temporal.PlainDate }): JSX.Element {
  return (
    <>
      {longDate(on)} {Temporal.PlainDate.compare(on, today) < 0 ? <Tag tone="red">Overdue</Tag> : null}
    </>
  )
}
