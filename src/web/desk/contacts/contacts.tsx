import type { FastifyInstance } from 'fastify'
import { noteContact } from '#duties/contacts/note.ts'
import { openings } from '#duties/openings/openings.ts'
import { recordingIdOf } from '#exchange/telephone/recording-id.ts'
import { InsetText } from '../../components/index.ts'
import { type Refusal, typed } from '../../forms.ts'
import type { Drawn } from '../../pages/index.ts'
import { closedRecord } from '../answers.tsx'
import { atDesk, atOpening, type DeskDeps, idIn, type OnOpening } from '../kit.ts'
import type { OnRecord } from '../record/on-record.ts'
import { recordPage } from '../record/record.tsx'
import { additionPage, correctionPage } from './amend.tsx'
import { noteForm, promiseIn, tooEarly } from './note-form.tsx'

type AtContacts = OnOpening<'contact-log'>

/** Noting a contact on an open record, and later correcting it or adding to it (D10, S2, P4). */
export function contactRoutes(app: FastifyInstance, deps: DeskDeps, drawn: readonly OnRecord[]): void {
  const record = atOpening(deps, 'contact-log')
  const desk = atDesk(deps)
  const kept = openings({ ...deps.gateDeps, gate: deps.gate })
  const take = record.enter(noteTaken(deps, drawn))

  app.post(
    '/desk/openings/:id/contacts',
    record.sends,
    desk.enter(async (visit) => {
      const { request, reply, signed } = visit
      if ((await kept.current(signed.colleague, idIn(request))) !== undefined) return take(request, reply)
      reply.code(404)
      return desk.send(visit, notSaved(typed(request.body)))
    }),
  )
  additionPage(app, deps, record)
  correctionPage(app, deps, record)
}

/** What is done with a note that was sent from an open record. */
function noteTaken(deps: DeskDeps, drawn: readonly OnRecord[]) {
  const record = atOpening(deps, 'contact-log')
  const whole = recordPage(deps, drawn)
  const kept = openings({ ...deps.gateDeps, gate: deps.gate })

  /** The record once more, with what is wrong at the box and everything that was typed. */
  async function again(visit: AtContacts, refused: Refusal) {
    const view = await whole.load(visit)
    if (!view.ok) return visit.refuse(view.refusal, 'view')
    visit.reply.code(422)
    return record.send(visit, whole.draw(view, visit, refused), refused.errors)
  }

  return async (visit: AtContacts) => {
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
  }
}

/** The record closed while a note was written. Nothing of it is stored, and its writer gets the words back. */
function notSaved({ summary = '', promised = '' }: Readonly<Record<string, string>>): Drawn {
  const words = [summary, promised].filter((each) => each !== '')
  const body = (
    <>
      <p class="govuk-body">Your note was not saved.{words.length === 0 ? null : ' Copy your words to use them again:'}</p>
      {words.map((each) => (
        <InsetText>
          <span class="app-note__words">{each}</span>
        </InsetText>
      ))}
      {closedRecord.body}
    </>
  )
  return { ...closedRecord, body }
}
