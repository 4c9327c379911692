import type { FastifyInstance } from 'fastify'
import { explain } from '#decisions/explain.ts'
import { messageQueue, mostListed, openMessages } from '#duties/inbox/queue.ts'
import { firstPage } from '#gate/find/work-list.ts'
import type { ReadAnswer } from '#gate/read/read-part.ts'
import type { Edition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { message } from '#records/message/message.ts'
import { dateIn } from '#shared/clock.ts'
import { InsetText, Link, SummaryList, type SummaryRow } from '../../components/index.ts'
import { ask, form, seenVersion } from '../../form/index.ts'
import { askedAfter, formPage, listPage } from '../../pages/index.ts'
import { subjectOf } from '../../public-site/subject-of.ts'
import { DueBy } from '../due-by.tsx'
import type { Arrivals } from '../home/arrived.tsx'
import { atDesk, columns, type DeskDeps, facts, idIn, longDate, whoSees } from '../kit.ts'

const messagesAt = '/desk/messages'

/** What the public sent in and nobody has closed. */
export const messageArrivals: Arrivals = {
  one: 'open message',
  many: 'open messages',
  leadsTo: whoSees(message, messagesAt),
  count: ({ gateDeps }) => openMessages(gateDeps),
}

const closing = form({
  version: seenVersion,
  outcome: ask(message.fields.outcome, { missing: 'Enter the outcome', least: 1 }),
})

type Look = Extract<Awaited<ReturnType<ReturnType<typeof messageQueue>['look']>>, { readonly ok: true }>
type Head = Pick<Look['sent'], 'id' | 'sentAt' | 'about' | 'noticeEdition' | 'answerBy'>

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
    columns: columns(message, ['reference', 'sentAt', 'kind', 'about', 'answerBy'], {
      reference: ({ id }: Head, reference: string) => <Link href={`${messagesAt}/${id}`}>{reference}</Link>,
      sentAt: sentOn,
      about: aboutOf,
      // By when they have to hear that we have it (DPA s.164A), where they are waiting to.
      answerBy: ({ answerBy }: Head) => <DueBy by={answerBy} today={desk.today()} />,
    }),
    empty: 'No messages are open. Every message we received has been closed.',
    more: { most: mostListed, text: 'Newer messages', idOf: ({ id }) => id },
  })
  formPage(app, desk, {
    at: `${messagesAt}/:id`,
    back: messagesAt,
    load: ({ request, signed }) => queue.look(signed.colleague, idIn(request)),
    form: closing,
    known: ({ sent: { version } }) => ({ version }),
    button: 'Close the message',
    draw: ({ sent, ...sender }, whole) => ({
      title: `Message ${sent.reference}`,
      back: { href: messagesAt, text: 'Messages' },
      version: sent.version,
      body: [
        <SummaryList rows={factsOf(sent, sender)} />,
        <h2 class="govuk-heading-m">What they wrote</h2>,
        <Written words={sent.words} />,
        sent.closedOn === null ? whole : [<h2 class="govuk-heading-m">Outcome</h2>, <Written words={sent.outcome} />],
      ],
    }),
    act: ({ request, signed }, { version, outcome }) => queue.close(signed.colleague, { id: idIn(request), version }, outcome),
    wrong: {},
    now: ({ sent }) => sent.outcome,
    leadsTo: () => messagesAt,
    said: 'The message is closed.',
  })

  function factsOf(sent: Look['sent'], { names, contacts }: Pick<Look, 'names' | 'contacts'>): readonly SummaryRow[] {
    const { edition } = editions.current()
    const { kind, noticeEdition, answerBy, closedOn, activity } = sent
    const rows: readonly SummaryRow[] = [
      ...facts(message, sent, ['kind']),
      { key: 'Sent', value: sentOn(sent) },
      { key: 'About', value: aboutOf(sent) },
      { key: 'Edition', value: noticeEdition === null ? null : editionOf(noticeEdition).dated },
      { key: 'Team', value: edition.landlord.contacts.dataProtection.team },
      { key: message.fields.answerBy.label.colleague, value: <DueBy by={answerBy} today={desk.today()} /> },
      { key: 'Closed', value: closedOn === null ? null : longDate(closedOn) },
      { key: 'Kept', value: retentionRuleFor(edition, message.category, activity)?.words ?? null },
    ]
    if (kind !== 'concern') return rows
    const name = heldOrWhy(edition, names, (row) => row.name)
    return [...rows, { key: 'Name', value: name }, { key: 'How to reach them', value: heldOrWhy(edition, contacts, (row) => row.contact) }]
  }

  /** Of the notice, for feedback; of a right or nothing, for a concern. */
  function aboutOf({ about, noticeEdition }: Head): string {
    return about === null ? 'How we use personal information' : `“${subjectOf(editionOf(noticeEdition), about)}”`
  }

  /** The edition that was read when it was written, where it is still known by its fingerprint; else the one in force. */
  function editionOf(hash: string | null): Edition {
    const line = editions.list().find((each) => each.hash === hash)
    return (line === undefined ? undefined : editions.get(line.id))?.edition ?? editions.current().edition
  }
}

function sentOn({ sentAt }: Head): string {
  return longDate(dateIn(Temporal.Instant.from(sentAt)))
}

const erased = 'It has been erased and can no longer be read.'

/** What is closed says why, and what was erased says so. */
function heldOrWhy<Row>(edition: Edition, answer: ReadAnswer<Row>, valueIn: (row: Row) => string | null): string {
  if (!answer.ok)
    return explain(answer.refusal, { edition })
      .map(({ why, clause }) => `${why} (${clause})`)
      .join(' ')
  const [row] = answer.rows
  return (row === undefined ? null : valueIn(row)) ?? erased
}

/** Line by line as it was written. */
function Written({ words }: { readonly words: string | null }) {
  if (words === null) return <p class="govuk-body app-empty">{erased}</p>
  const lines = words.split(/\r?\n/).flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))
  return <InsetText>{lines}</InsetText>
}
