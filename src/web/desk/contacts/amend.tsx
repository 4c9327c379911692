import type { FastifyInstance } from 'fastify'
import { addToContact, type Contact, correctContact, mayCorrect } from '#duties/contacts/amend.ts'
import { theOne } from '#gate/read/the-one.ts'
import { topicsOf } from '#notice/topics.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { InsetText, LinkLine } from '../../components/index.ts'
import { form, seenVersion, text, unasked } from '../../form/index.ts'
import { type Door, formAbout } from '../../pages/index.ts'
import { type DeskDeps, dayAndTime, itemIn, legible, type OnOpening } from '../kit.ts'
import { askPromise, askSummary, askTopic, longestNote, promisedWhole, promiseIn, tooEarly } from './note-form.tsx'

type AtContacts = OnOpening<'contact-log'>

const at = '/desk/openings/:id/contacts/:item'
const one = {
  async load({ opened, request }: AtContacts) {
    const answer = theOne(await opened.read(contacts, itemIn(request)))
    return answer.ok ? { ok: true as const, contact: answer.item } : answer
  },
}

const addition = form({
  words: text({ label: 'What do you want to add?', most: longestNote, rows: 4, missing: 'Enter what you want to add' }),
})

/** Adding to a contact, with the way to correct it for its author on its day. */
export function additionPage(app: FastifyInstance, { gateDeps }: DeskDeps, record: Door<AtContacts>): void {
  formAbout(app, record, {
    ...one,
    at,
    form: () => addition,
    button: 'Add',
    draw: ({ contact }, whole, { at, request, signed }) => ({
      title: 'Add to this note',
      lead: 'What you add stands below the note, with your name and the day.',
      body: (
        <>
          <AsNoted {...contact} />
          {mayCorrect(contact, signed.colleague, gateDeps.clock()).ok ? (
            <LinkLine href={`${at}/contacts/${itemIn(request)}/correct`} text="Correct what you wrote" />
          ) : null}
          {whole}
        </>
      ),
    }),
    act: ({ opened, signed }, { words }, { contact }) => addToContact(gateDeps, opened, signed.colleague, contact, words),
    wrong: {},
    leadsTo: ({ at }) => at,
    said: 'The addition is saved.',
  })
}

const cannot = 'Only the colleague who wrote a note can correct it, and only on the same day. Add to it instead.'

/** Correcting a contact (P4). */
export function correctionPage(app: FastifyInstance, { gateDeps, editions }: DeskDeps, record: Door<AtContacts>): void {
  formAbout(app, record, {
    ...one,
    at: `${at}/correct`,
    form: ({ contact }) => correction(topicsOf(editions.current().edition), contact),
    known: ({ contact: { version, topic, summary, promised, promisedBy } }) => ({
      ...{ version, topic, summary, promised },
      promisedBy: promisedBy === null ? null : Temporal.PlainDate.from(promisedBy),
    }),
    button: 'Save',
    draw: ({ contact }, whole, { request, signed }) => {
      const may = mayCorrect(contact, signed.colleague, gateDeps.clock()).ok
      // What was sent too late is shown again, so that its words can be added instead.
      return {
        title: 'Correct this note',
        version: contact.version,
        body: [may ? null : <InsetText>{cannot}</InsetText>, may || request.method === 'POST' ? whole : null],
      }
    },
    act: ({ opened, signed }, { version, ...answers }, { contact }) =>
      correctContact(gateDeps, opened, signed.colleague, { ...contact, version }, { ...answers, promise: promiseIn(answers) }),
    wrong: {
      another: { field: 'summary', message: cannot },
      'day-over': { field: 'summary', message: cannot },
      promise: tooEarly,
    },
    leadsTo: ({ at }) => at,
    said: 'The note is corrected.',
  })
}

/** An addition has the topic of what it adds to, and promises nothing. */
function correction(topics: readonly string[], { addsTo, topic }: Contact) {
  const offered = topic === null || topics.includes(topic) ? topics : [topic, ...topics]
  return form(
    {
      version: seenVersion,
      topic: addsTo === null ? askTopic(offered) : unasked(topic ?? ''),
      summary: askSummary,
      promised: addsTo === null ? askPromise.promised : unasked(null),
      promisedBy: addsTo === null ? askPromise.promisedBy : unasked(null),
    },
    promisedWhole,
  )
}

function AsNoted({ topic, happenedAt, summary }: Contact) {
  return (
    <InsetText>
      {legible(topic)}, {dayAndTime(happenedAt)}
      {summary === null ? null : <p class="govuk-body app-note__words">{summary}</p>}
    </InsetText>
  )
}
