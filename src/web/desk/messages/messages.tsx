import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { gone } from '#decisions/done-or-refused.ts'
import { messageQueue, mostListed } from '#duties/inbox/queue.ts'
import { firstPage } from '#gate/across.ts'
import { goneIfUnknown } from '#gate/the-one.ts'
import { InsetText } from '../../components/inset-text.tsx'
import { Link } from '../../components/link.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { SummaryList } from '../../components/summary-list.tsx'
import { form } from '../../form/form.tsx'
import { text } from '../../form/text.tsx'
import { seenVersion } from '../../form/version.tsx'
import { parseQuery } from '../../forms.ts'
import { type Drawn, formPage, page } from '../../pages/pages.tsx'
import { AnswerBy } from '../answer-by.tsx'
import { atDesk } from '../doors.tsx'
import { type DeskParts, idIn } from '../signed.tsx'
import { longDate } from '../values.ts'
import { aboutOf, answerBy, factsOf, type Head, isConcern, kindOf, sentOn } from './message-words.tsx'

const messagesAt = '/desk/messages'
const askedOf = z.strictObject({ after: z.uuid().optional() })

const outcome = (label: string, hint: string) =>
  form({
    version: seenVersion,
    outcome: text({
      label,
      hint: `${hint} What you write here is for colleagues.`,
      most: 2000,
      rows: 4,
      missing: 'Write what came of it',
    }),
  })
const closingConcern = outcome('What was done?', 'Answer them first, by the way they gave.')
const closingFeedback = outcome('What was changed in the words, or why not?', 'Nobody waits for an answer.')

/** What the public sent in (N5, N6): the open ones, one of them, and closing it with its outcome. */
export function messageRoutes(app: FastifyInstance, parts: DeskParts): void {
  const { editions, gate } = parts
  const queue = messageQueue({ ...parts.gateParts, gate })
  const desk = atDesk(parts, { activity: 'rights-requests', act: 'view', categories: ['documents'] })

  page(app, desk, {
    at: messagesAt,
    back: '/desk',
    load: ({ request, signed }) => queue.open(signed.colleague, parseQuery(askedOf, request.query).after ?? firstPage),
    draw: ({ rows }, { request }) => listOf(rows, 'after' in parseQuery(askedOf, request.query)),
  })
  formPage(app, desk, {
    at: `${messagesAt}/:id`,
    back: '/desk',
    async load({ request, signed }) {
      const look = await queue.look(signed.colleague, idIn(request))
      const says = look.ok ? look.says : look
      if (!says.ok) return goneIfUnknown(says)
      const [message] = says.rows
      return look.ok && message !== undefined ? { ...look, message } : gone
    },
    form: ({ message }) => (isConcern(message) ? closingConcern : closingFeedback),
    known: ({ message }) => ({ version: message.version }),
    button: 'Close the message',
    draw: ({ message, ...sender }, whole) => ({
      title: `Message ${message.reference}`,
      back: { href: messagesAt, text: 'Messages' },
      version: message.version,
      body: (
        <>
          <SummaryList rows={factsOf(editions, message, sender, desk.today())} />
          <h2 class="govuk-heading-m">What they wrote</h2>
          <Written words={message.words} />
          {message.closedOn === null ? (
            whole
          ) : (
            <>
              <h2 class="govuk-heading-m">What came of it</h2>
              <Written words={message.outcome} />
            </>
          )}
        </>
      ),
    }),
    act: ({ signed }, answers, { message }) => queue.close(signed.colleague, { ...message, version: answers.version }, answers.outcome),
    wrong: {},
    now: ({ message }) => message.outcome,
    leadsTo: () => messagesAt,
    said: 'The message is closed.',
  })

  /** What the public sent in and nobody has closed, oldest first: nothing of what it says. */
  function listOf(messages: readonly Head[], isLater: boolean): Drawn {
    const next = messages.length < mostListed ? undefined : messages.at(-1)?.id
    const body = (
      <>
        <p class="app-lead">Concerns, and words of the notice that somebody found unclear. The oldest stands first.</p>
        <RecordTable
          caption="Open messages, oldest first"
          captionHidden
          columns={[
            { heading: 'Reference', cell: (each: Head) => <Link href={`${messagesAt}/${each.id}`}>{each.reference}</Link> },
            { heading: 'Sent', cell: (each: Head) => longDate(sentOn(each)) },
            { heading: 'Kind', cell: kindOf },
            { heading: 'About', cell: (each: Head) => aboutOf(editions, each) },
            { heading: 'Answer by', cell: (each: Head) => <AnswerBy by={answerBy(each)} today={desk.today()} /> },
          ]}
          rows={messages}
          empty={isLater ? 'No further message is open.' : 'No message is open. Every one that was sent in has been closed.'}
        />
        {next === undefined ? null : (
          <p class="govuk-body">
            <Link href={`${messagesAt}?after=${next}`} rel="next">
              Newer messages
            </Link>
          </p>
        )}
      </>
    )
    return { title: 'Messages', current: messagesAt, body, ...(isLater ? { back: { href: messagesAt } } : {}) }
  }
}

/** Line by line as it was written. */
function Written(props: { readonly words: string | null }) {
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
