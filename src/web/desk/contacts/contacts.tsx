import type { FastifyInstance } from 'fastify'
import { addToContact, type Contact, correctContact, mayCorrect } from '#duties/contacts/amend.ts'
import { noteContact } from '#duties/contacts/note.ts'
import { openings } from '#duties/openings/openings.ts'
import { recordingIdOf } from '#exchange/telephone/recording-id.ts'
import { theOne } from '#gate/the-one.ts'
import { topicsOf } from '#notice/topics.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { InsetText, LinkLine } from '../../components/index.ts'
import { form, type Question, seenVersion, text } from '../../form/index.ts'
import { type Refusal, typed } from '../../forms.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps, dayAndTime, itemIn, legible, type OnOpening } from '../kit.ts'
import type { OnRecord } from '../record/on-record.ts'
import { recordPage } from '../record/record.tsx'
import { askPromise, askSummary, askTopic, noteForm, promiseDay, promisedWhole, promiseIn } from './note-form.tsx'

type AtContact = OnOpening<'contact-log'>

const at = '/desk/openings/:id/contacts'
const tooEarly = { field: promiseDay, message: 'Enter today’s date or a later one' }

/** Noting a contact on an open record, and later correcting it or adding to it (D10, S2, P4). */
export function contactRoutes(app: FastifyInstance, deps: DeskDeps, drawn: readonly OnRecord[]): void {
  const record = atOpening(deps, 'contact-log')
  const whole = recordPage(deps, drawn)
  const kept = openings({ ...deps.gateDeps, gate: deps.gate })

  /** The record once more, with what is wrong at the box and everything that was typed. */
  async function again(visit: AtContact, refused: Refusal) {
    const view = await whole.load(visit)
    if (!view.ok) return visit.refuse(view.refusal, 'view')
    visit.reply.code(422)
    return record.send(visit, whole.draw(view, visit, refused), refused.errors)
  }
  app.post(
    at,
    record.sends,
    record.enter(async (visit) => {
      const { opened, opening, request, reply, signed } = visit
      const read = noteForm(deps.editions.current().edition, opening).read(request.body, record.today())
      if (!read.ok) return again(visit, read)
      const { callReference: reference, reason } = opening
      const call = reference === null ? null : { reference, recording: recordingIdOf(deps.gateDeps, reference) }
      const noting = { ...read.value, promise: promiseIn(read.value) }
      const answer = await noteContact(deps.gateDeps, opened, signed.colleague, noting, { reason, call })
      if (!answer.ok && answer.why === 'refused') return visit.refuse(answer.refusal, 'collect')
      if (!answer.ok) return again(visit, { ok: false, errors: [tooEarly], values: typed(request.body) })
      if (read.value.thenClose) await kept.close(signed.colleague, opening.id)
      record.say(visit, read.value.thenClose ? 'The note is saved and the record is closed.' : 'The note is saved.')
      return reply.redirect(read.value.thenClose ? '/desk' : visit.at, 303)
    }),
  )

  const one = {
    async load({ opened, request }: AtContact) {
      const answer = theOne(await opened.read(contacts, itemIn(request)))
      return answer.ok ? { ok: true as const, contact: answer.item } : answer
    },
  }
  formAbout(app, record, {
    ...one,
    at: `${at}/:item`,
    form: () => form({ words: text({ label: 'What do you want to add?', most: 2000, rows: 4, missing: 'Enter what you want to add' }) }),
    button: 'Add',
    draw: ({ contact }, whole, { at, request, signed }) => ({
      title: 'Add to this note',
      lead: 'What you add stands below the note, with your name and the day.',
      body: (
        <>
          <AsNoted {...contact} />
          {mayCorrect(contact, signed.colleague, deps.gateDeps.clock()).ok ? (
            <LinkLine href={`${at}/contacts/${itemIn(request)}/correct`} text="Correct what you wrote" />
          ) : null}
          {whole}
        </>
      ),
    }),
    act: ({ opened, signed }, { words }, { contact }) => addToContact(deps.gateDeps, opened, signed.colleague, contact, words),
    wrong: {},
    leadsTo: ({ at }) => at,
    said: 'The addition is saved.',
  })
  formAbout(app, record, {
    ...one,
    at: `${at}/:item/correct`,
    form: ({ contact }) => correction(topicsOf(deps.editions.current().edition), contact),
    known: ({ contact: { version, topic, summary, promised, promisedBy } }) => ({
      ...{ version, topic, summary, promised },
      promisedBy: promisedBy === null ? null : Temporal.PlainDate.from(promisedBy),
    }),
    button: 'Save',
    draw: ({ contact }, whole, { signed }) => ({
      title: 'Correct this note',
      version: contact.version,
      body: mayCorrect(contact, signed.colleague, deps.gateDeps.clock()).ok ? whole : <InsetText>{cannot}</InsetText>,
    }),
    act: ({ opened, signed }, { version, ...answers }, { contact }) =>
      correctContact(deps.gateDeps, opened, signed.colleague, { ...contact, version }, { ...answers, promise: promiseIn(answers) }),
    wrong: {
      another: { field: 'summary', message: cannot },
      'day-over': { field: 'summary', message: cannot },
      promise: tooEarly,
    },
    leadsTo: ({ at }) => at,
    said: 'The note is corrected.',
  })
}

const cannot = 'Only the colleague who wrote a note can correct it, and only on the same day. Add to it instead.'

/** An addition has the topic of what it adds to, and promises nothing. */
function correction(topics: readonly string[], { addsTo, topic }: Contact) {
  const offered = topic === null || topics.includes(topic) ? topics : [topic, ...topics]
  return form(
    {
      version: seenVersion,
      topic: addsTo === null ? askTopic(offered) : standing(topic ?? ''),
      summary: askSummary,
      promised: addsTo === null ? askPromise.promised : standing(null),
      promisedBy: addsTo === null ? askPromise.promisedBy : standing(null),
    },
    promisedWhole,
  )
}

/** What is not asked, and stays as it is. */
function standing<Value>(value: Value): Question<Value> {
  return { boxes: () => [], read: () => ({ ok: true, value }), shown: () => ({}), render: () => <></> }
}

function AsNoted({ topic, happenedAt, summary }: Contact) {
  return (
    <InsetText>
      {legible(topic)}, {dayAndTime(happenedAt)}
      {summary === null ? null : <p class="govuk-body app-note__words">{summary}</p>}
    </InsetText>
  )
}
