import type { JSX } from 'preact'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { shortDate } from './values.ts'

/** One item that waits: what kind it is and why it waits, and nothing of what it says. */
export type ReviewLine = {
  readonly href: string
  readonly kind: string
  readonly purpose: string
  readonly takenIn: Temporal.PlainDate
  readonly why: string
  /** How long the notice keeps it, in its words. */
  readonly line: string
}

/** What no date takes away, the longest here first. */
export function ReviewsPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly lines: readonly ReviewLine[]
  /** Whether the list stops before its end. */
  readonly more: boolean
  readonly said: string | undefined
}): JSX.Element {
  const { lines } = props
  return (
    <Page
      frame={props.frame}
      title="What waits for a review"
      width="desk"
      bar={props.bar}
      back={{ href: '/desk/retention', text: 'What is kept, and what goes' }}
    >
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <p class="app-lead">No date takes these away. Keep each on, with a reason and a day to look again, or delete it.</p>
      <RecordTable
        caption="Items that wait, the longest here first"
        captionHidden
        wide
        columns={[
          { heading: 'Kind of record', cell: (line: ReviewLine) => <Link href={line.href}>{line.kind}</Link> },
          { heading: 'Taken in', class: 'app-nowrap', cell: (line: ReviewLine) => shortDate(line.takenIn) },
          { heading: 'For', cell: (line: ReviewLine) => line.purpose },
          { heading: 'Why it waits', cell: (line: ReviewLine) => line.why },
          { heading: 'Kept', cell: (line: ReviewLine) => line.line },
        ]}
        rows={lines}
        empty="Nothing waits. Everything that is held goes on its day, or is on hold."
      />
      {props.more ? <p class="govuk-body">There are more. They come up here as these are decided.</p> : null}
    </Page>
  )
}
