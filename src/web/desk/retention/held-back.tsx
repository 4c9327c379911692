import type { JSX } from 'preact'
import { RecordTable, Section, Tag } from '../../components/index.ts'
import { counted, longDate } from '../kit.ts'

export type HoldLine = {
  readonly covers: string
  readonly why: string
  readonly details: string | null
  readonly purpose: string
  readonly placedBy: string
  readonly placedOn: Temporal.PlainDate
  readonly reviewOn: Temporal.PlainDate
}

/** What is kept past its date and why, as far as the colleague may know: of the others, how many there are. */
export function HeldBack(props: {
  readonly standing: number
  readonly holds: readonly HoldLine[]
  readonly today: Temporal.PlainDate
  /** Whether something waits until somebody confirms that it may go. */
  readonly waits: boolean
}): JSX.Element {
  const { standing, holds, today } = props
  const others = standing - holds.length
  return (
    <Section id="held-back" heading="What is held back">
      <p class="govuk-body">
        {standing === 0
          ? `No hold stands${props.waits ? '' : ': everything goes on its day'}.`
          : `${counted(standing, 'hold')} ${standing === 1 ? 'stands' : 'stand'}. While one does, what it covers stays.`}
        {others > 0 && holds.length > 0 ? ` The reasons of the other ${others} are for those who work on them.` : ''}
        {others > 0 && holds.length === 0 ? ' The reasons are for those who work on them.' : ''}
      </p>
      {holds.length === 0 ? null : (
        <RecordTable
          caption="Holds you may know of, the next review first"
          captionHidden
          wide
          columns={[
            { heading: 'Why', cell: (hold: HoldLine) => <Why hold={hold} /> },
            { heading: 'Covers', cell: (hold: HoldLine) => hold.covers },
            { heading: 'For', cell: (hold: HoldLine) => hold.purpose },
            { heading: 'Placed', cell: (hold: HoldLine) => `${longDate(hold.placedOn)}, by ${hold.placedBy}` },
            { heading: 'Review', cell: (hold: HoldLine) => <Review hold={hold} today={today} /> },
          ]}
          rows={holds}
          empty=""
        />
      )}
    </Section>
  )
}

function Why({ hold }: { readonly hold: HoldLine }): JSX.Element {
  return (
    <>
      {hold.why}
      {hold.details === null ? null : <span class="app-meta"> {hold.details}</span>}
    </>
  )
}

function Review(props: { readonly hold: HoldLine; readonly today: Temporal.PlainDate }): JSX.Element {
  const { reviewOn } = props.hold
  return (
    <>
      {longDate(reviewOn)} {Temporal.PlainDate.compare(reviewOn, props.today) < 0 ? <Tag tone="red">Late</Tag> : null}
    </>
  )
}
