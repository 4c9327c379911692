import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { requestNotesOf } from '#duties/rights/notes.ts'
import type { rightsRequestsOf } from '#duties/rights/requests.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { asReadOut } from '#shared/read-out.ts'
import { ask, form, seenVersion, text } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, formPage } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn } from '../kit.ts'
import { noAuthority, requestsAt } from './request-words.ts'

const one = `${requestsAt}/:id`

const note = form({ version: seenVersion, words: ask(rightsRequest.fields.notes, { label: 'Note', missing: 'Enter the note' }) })
const authorising = form({
  version: seenVersion,
  authority: ask(rightsRequest.fields.authority, { label: 'What shows that they may ask', missing: 'Enter what shows that they may ask' }),
})
const linking = form({
  version: seenVersion,
  reference: text({ label: 'Its reference', hint: 'Such as R-7KQM-2XAB.', least: 2, most: 20, missing: 'Enter its reference' }),
  as: ask(rightsRequest.fields.linkedAs, { label: 'How do they belong together?', missing: 'Choose how they belong together' }),
})
const joining = z.strictObject({ version: z.string().regex(/^\d{1,10}$/) })

/** What is written beside a request: notes, what shows that somebody may ask, and the other request that it belongs with. */
export function notesRoutes(app: FastifyInstance, deps: DeskDeps, requests: ReturnType<typeof rightsRequestsOf>): void {
  const written = requestNotesOf({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const load = ({ request, signed }: AtDesk) => requests.look(signed.colleague, idIn(request))
  const seen = (visit: AtDesk, version: string) => ({ id: idIn(visit.request), version })

  formPage(app, desk, {
    at: `${one}/note`,
    back: one,
    load,
    form: note,
    known: ({ request: { version } }) => ({ version }),
    button: 'Save the note',
    draw: ({ request }, whole) => ({
      title: `Add a note to ${request.reference}`,
      back: { href: `${requestsAt}/${request.id}`, text: `Request ${request.reference}` },
      body: whole,
    }),
    act: (visit, { version, words }) => written.note(visit.signed.colleague, seen(visit, version), words),
    wrong: {},
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: 'The note is saved.',
  })
  formPage(app, desk, {
    at: `${one}/authority`,
    back: one,
    load,
    form: authorising,
    known: ({ request }) => request,
    button: 'Save',
    draw: ({ request }, whole) => ({
      title: 'What shows that they may ask?',
      back: { href: `${requestsAt}/${request.id}`, text: `Request ${request.reference}` },
      lead: 'Somebody asks for another person. Nothing is searched before it is clear that they may.',
      body: whole,
    }),
    act: (visit, { version, authority }) => written.authorise(visit.signed.colleague, seen(visit, version), authority),
    wrong: {},
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: 'What shows that they may ask is saved.',
  })
  formPage(app, desk, {
    at: `${one}/link`,
    back: one,
    load,
    form: linking,
    known: ({ request: { version } }) => ({ version }),
    button: 'Save',
    draw: ({ request }, whole) => ({
      title: 'Which request does it belong with?',
      back: { href: `${requestsAt}/${request.id}`, text: `Request ${request.reference}` },
      lead: 'Linking changes nothing else: each request keeps its own clock and its own check of who asks.',
      body: whole,
    }),
    act: (visit, { version, reference, as }) =>
      written.link(visit.signed.colleague, seen(visit, version), { to: asReadOut(reference.slice(1)), as }),
    wrong: {
      itself: { field: 'reference', message: 'Enter the reference of another request' },
      'no-request': { field: 'reference', message: 'Enter the reference of a request that was logged, such as R-7KQM-2XAB' },
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: 'The link is saved. It is shown with the request.',
  })
  action(app, desk, {
    at: `${one}/join`,
    back: one,
    act: (visit) => written.join(visit.signed.colleague, seen(visit, sentAlong(joining, visit.request.body).version)),
    said: 'This request has ended. It is answered with the other one.',
    instead: {
      unlinked: 'Note first which request it is the same as.',
      later: 'It cannot be joined: the other request is closed, or came later than this one, so that the answer would be put off.',
      early: 'It was received after today.',
      unauthorised: `${noAuthority}.`,
    },
  })
}
