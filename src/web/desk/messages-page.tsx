import type { JSX } from 'preact'
import { Link } from '../components/link.tsx'
import { NotificationBanner } from '../components/notification-banner.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { RecordTable } from '../components/record-table.tsx'
import { Tag } from '../components/tag.tsx'
import { longDate } from './values.ts'

/** One line of the queue: nothing of what it says. */
export type MessageLine = {
  readonly id: string
  readonly reference: string
  readonly sentOn: Temporal.PlainDate
  readonly kind: string
  /** Of the notice, for feedback; of a right or nothing, for a concern. */
  readonly about: string
  /** Null where nobody is waiting for an answer. */
  readonly answerBy: Temporal.PlainDate | null
}

/** What the public sent in and nobody has closed, oldest first. */
export function MessagesPage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly lines: readonly MessageLine[]
  readonly today: Temporal.PlainDate
  /** Where the page before ended; the oldest of all where it is undefined. */
  readonly isFirst: boolean
  /** Where there may be more. */
  readonly next: string | undefined
  readonly said: string | undefined
}): JSX.Element {
  const { lines, today } = props
  return (
    <Page frame={props.frame} title="Messages" width="desk" bar={props.bar} back={props.isFirst ? undefined : { href: '/desk/messages' }}>
      {props.said === undefined ? null : <NotificationBanner type="success">{props.said}</NotificationBanner>}
      <p class="app-lead">Concerns, and words of the notice that somebody found unclear. The oldest stands first.</p>
      <RecordTable
        caption="Open messages, oldest first"
        captionHidden
        columns={[
          { heading: 'Reference', cell: (line: MessageLine) => <Link href={`/desk/messages/${line.id}`}>{line.reference}</Link> },
          { heading: 'Sent', cell: (line: MessageLine) => longDate(line.sentOn) },
          { heading: 'Kind', cell: (line: MessageLine) => line.kind },
          { heading: 'About', cell: (line: MessageLine) => line.about },
          { heading: 'Answer by', cell: (line: MessageLine) => <AnswerBy by={line.answerBy} today={today} /> },
        ]}
        rows={lines}
        empty={props.isFirst ? 'No message is open. Every one that was sent in has been closed.' : 'No further message is open.'}
      />
      {props.next === undefined ? null : (
        <p class="govuk-body">
          <Link href={`/desk/messages?after=${props.next}`} rel="next">
            Newer messages
          </Link>
        </p>
      )}
    </Page>
  )
}

/** Words and date, and that it is late where it is. */
export function AnswerBy(props: { readonly by: Temporal.PlainDate | null; readonly today: Temporal.PlainDate }): JSX.Element {
  const { by, today } = props
  if (by === null) return <>No answer is expected</>
  return (
    <>
      {longDate(by)} {Temporal.PlainDate.compare(today, by) > 0 ? <Tag tone="red">Late</Tag> : null}
    </>
  )
}
