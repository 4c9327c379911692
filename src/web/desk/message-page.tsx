import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { InsetText } from '../components/inset-text.tsx'
import { type Frame, Page } from '../components/page.tsx'
import { SummaryList, type SummaryRow } from '../components/summary-list.tsx'
import { Textarea } from '../components/textarea.tsx'
import type { Refusal } from '../forms.ts'
import { AnswerBy, type MessageLine } from './messages-page.tsx'
import { longDate } from './values.ts'

export type ShownMessage = MessageLine & {
  readonly version: string
  readonly isConcern: boolean
  /** The edition whose words it is about. */
  readonly edition: string | null
  /** Null where its key has been erased. */
  readonly words: string | null
  /** What is shown of the sender, or why it is closed. */
  readonly sender: readonly SummaryRow[]
  /** The team that answers it. */
  readonly owner: string
  readonly closedOn: Temporal.PlainDate | null
  readonly outcome: string | null
  /** How long it is kept once it is closed, in the notice's words. */
  readonly kept: string | null
}

/** One message, and the form that closes it with what came of it. */
export function MessagePage(props: {
  readonly frame: Frame
  readonly bar: JSX.Element
  readonly token: string
  readonly message: ShownMessage
  readonly today: Temporal.PlainDate
  readonly refused?: Refusal | undefined
}): JSX.Element {
  const { message, refused } = props
  return (
    <Page
      frame={props.frame}
      title={`Message ${message.reference}`}
      width="desk"
      bar={props.bar}
      back={{ href: '/desk/messages', text: 'Messages' }}
      errors={refused?.errors}
    >
      <SummaryList rows={[...factsOf(message, props.today), ...message.sender]} />
      <h2 class="govuk-heading-m">What they wrote</h2>
      <Written words={message.words} />
      {message.closedOn === null ? (
        <Closing {...props} />
      ) : (
        <>
          <h2 class="govuk-heading-m">What came of it</h2>
          <Written words={message.outcome} />
        </>
      )}
    </Page>
  )
}

function factsOf(message: ShownMessage, today: Temporal.PlainDate): readonly SummaryRow[] {
  const edition = message.edition === null ? [] : [{ key: 'Edition', value: message.edition }]
  const until = message.closedOn === null ? [] : [{ key: 'Closed', value: longDate(message.closedOn) }]
  const kept = message.kept === null ? [] : [{ key: 'Kept', value: message.kept }]
  return [
    { key: 'Kind', value: message.kind },
    { key: 'Sent', value: longDate(message.sentOn) },
    { key: 'About', value: message.about },
    ...edition,
    { key: 'With', value: message.owner },
    { key: 'Answer by', value: <AnswerBy by={message.answerBy} today={today} /> },
    ...until,
    ...kept,
  ]
}

/** Line by line as it was written. */
function Written(props: { readonly words: string | null }): JSX.Element {
  if (props.words === null) return <p class="govuk-body app-empty">It has been erased and can no longer be read.</p>
  return (
    <InsetText>
      {props.words.split(/\r?\n/).map((line, index) => (
        <>
          {index === 0 ? null : <br />}
          {line}
        </>
      ))}
    </InsetText>
  )
}

function Closing(props: { readonly token: string; readonly message: ShownMessage; readonly refused?: Refusal | undefined }): JSX.Element {
  const { message, refused } = props
  return (
    <form method="post" action={`/desk/messages/${message.id}`} novalidate>
      <input type="hidden" name="_csrf" value={props.token} />
      {/* As it was first shown: a form sent back with errors must not take up another's change unseen. */}
      <input type="hidden" name="version" value={refused?.values.version ?? message.version} />
      <Textarea
        name="outcome"
        label={message.isConcern ? 'What was done?' : 'What was changed in the words, or why not?'}
        hint={
          message.isConcern
            ? 'Answer them first, by the way they gave. What you write here is for colleagues.'
            : 'Nobody waits for an answer. What you write here is for colleagues.'
        }
        rows={4}
        value={refused?.values.outcome}
        error={refused?.errors.find((each) => each.field === 'outcome')?.message}
      />
      <Button>Close the message</Button>
    </form>
  )
}
