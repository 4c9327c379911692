import type { FastifyInstance } from 'fastify'
import { gone } from '#decisions/done-or-refused.ts'
import { messageQueue, mostListed } from '#duties/inbox/queue.ts'
import { goneIfUnknown } from '#gate/the-one.ts'
import { firstPage } from '#gate/work-list.ts'
import { message } from '#records/message/message.ts'
import { InsetText, Link, SummaryList } from '../../components/index.ts'
import { form, seenVersion, text } from '../../form/index.ts'
import { askedAfter, formPage, listPage } from '../../pages/index.ts'
import { DueBy } from '../due-by.tsx'
import { atDesk, type DeskDeps, idIn, longDate } from '../kit.ts'
import { aboutOf, acknowledgeBy, factsOf, kindOf, sentOn } from './message-words.tsx'

const messagesAt = '/desk/messages'

const closing = form({
  version: seenVersion,
  outcome: text({
    label: 'What was the outcome?',
    hint: 'If they are waiting to hear from you, reply first, using the contact details they gave. Only colleagues see what you write here.',
    most: 2000,
    rows: 4,
    missing: 'Enter the outcome',
  }),
})

/** What the public sent in (N5, N6): the open ones, one of them, and closing it with its outcome. */
export function messageRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { editions, gate } = deps
  const queue = messageQueue({ ...deps.gateDeps, gate })
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })

  listPage(app, desk, {
    at: messagesAt,
    title: 'Messages',
    load: ({ request, signed }) => queue.open(signed.colleague, askedAfter(request) ?? firstPage),
    lead: 'Concerns, and feedback on unclear wording in the notice. Oldest first.',
    caption: 'Open messages, oldest first',
    columns: [
      { heading: 'Reference', cell: (each) => <Link href={`${messagesAt}/${each.id}`}>{each.reference}</Link> },
      { heading: 'Sent', cell: (each) => longDate(sentOn(each)) },
      { heading: 'Kind', cell: kindOf },
      { heading: 'About', cell: (each) => aboutOf(editions, each) },
      { heading: message.fields.answerBy.label.colleague, cell: (each) => <DueBy by={acknowledgeBy(each)} today={desk.today()} /> },
    ],
    empty: 'No messages are open. Every message we received has been closed.',
    more: { most: mostListed, text: 'Newer messages', idOf: ({ id }) => id },
  })
  formPage(app, desk, {
    at: `${messagesAt}/:id`,
    back: messagesAt,
    async load({ request, signed }) {
      const look = await queue.look(signed.colleague, idIn(request))
      const says = look.ok ? look.says : look
      if (!says.ok) return goneIfUnknown(says)
      const [message] = says.rows
      return look.ok && message !== undefined ? { ...look, message } : gone
    },
    form: closing,
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
              <h2 class="govuk-heading-m">Outcome</h2>
              <Written words={message.outcome} />
            </>
          )}
        </>
      ),
    }),
    act: ({ request, signed }, { version, outcome }) => queue.close(signed.colleague, { id: idIn(request), version }, outcome),
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
