import type { FastifyInstance } from 'fastify'
import { gone } from '#decisions/done-or-refused.ts'
import { messageQueue, mostListed } from '#duties/inbox/queue.ts'
import { goneIfUnknown } from '#gate/the-one.ts'
import { firstPage } from '#gate/work-list.ts'
import { InsetText, Link, SummaryList } from '../../components/index.ts'
import { form, seenVersion, text } from '../../form/index.ts'
import { askedAfter, formAbout, listPage } from '../../pages/index.ts'
import { AnswerBy } from '../answer-by.tsx'
import { atDesk, type DeskParts, idIn, longDate } from '../kit.ts'
import { aboutOf, answerBy, factsOf, isConcern, kindOf, sentOn } from './message-words.tsx'

const messagesAt = '/desk/messages'

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

  listPage(app, desk, {
    at: messagesAt,
    title: 'Messages',
    load: ({ request, signed }) => queue.open(signed.colleague, askedAfter(request) ?? firstPage),
    lead: 'Concerns, and words of the notice that somebody found unclear. The oldest stands first.',
    caption: 'Open messages, oldest first',
    columns: [
      { heading: 'Reference', cell: (each) => <Link href={`${messagesAt}/${each.id}`}>{each.reference}</Link> },
      { heading: 'Sent', cell: (each) => longDate(sentOn(each)) },
      { heading: 'Kind', cell: kindOf },
      { heading: 'About', cell: (each) => aboutOf(editions, each) },
      { heading: 'Answer by', cell: (each) => <AnswerBy by={answerBy(each)} today={desk.today()} /> },
    ],
    empty: 'No message is open. Every one that was sent in has been closed.',
    more: { most: mostListed, text: 'Newer messages', idOf: ({ id }) => id },
  })
  formAbout(app, desk, {
    at: `${messagesAt}/:id`,
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
