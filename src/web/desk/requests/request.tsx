import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { rightsClock } from '#duties/rights/clock.ts'
import { isForAnother, type RequestLook, type rightsRequestsOf } from '#duties/rights/requests.ts'
import { type RightsState, rightsCase } from '#duties/rights/rights-case.ts'
import { type Step, stepsIn, stepWords } from '#duties/rights/steps.ts'
import { complaintRoutes } from '#notice/complaint-routes.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { dateIn } from '#shared/clock.ts'
import { asReadOut } from '#shared/read-out.ts'
import { Details, InsetText, LinkLine, Section, SummaryList, Timeline } from '../../components/index.ts'
import { ask, choice, day, form, optionalText, seenVersion, text } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, formAbout, formPage, page } from '../../pages/index.ts'
import { asksForSomebody, findingRoute } from '../find/somebody.tsx'
import { type AtDesk, atDesk, type DeskDeps, facts, idIn, legible, longDate } from '../kit.ts'
import { arithmetic, dueInWords, needsReason, requestsAt, stateWords, stepsByHand } from './request-words.ts'

type Requests = ReturnType<typeof rightsRequestsOf>

const one = `${requestsAt}/:id`
const back = { href: requestsAt, text: 'Requests for a copy' }
const stepBack = z.strictObject({ version: z.string().regex(/^\d{1,10}$/), at: z.coerce.number().int().min(0).max(500) })
const chosen = z.strictObject({ person: z.uuid() })

const note = form({ version: seenVersion, words: ask(rightsRequest.fields.notes, { label: 'Note', missing: 'Enter the note' }) })
const noAuthority = 'Note first what shows that they may ask for another person'
const authorising = form({
  version: seenVersion,
  authority: ask(rightsRequest.fields.authority, { label: 'What shows that they may ask', missing: 'Enter what shows that they may ask' }),
})
const linking = form({
  version: seenVersion,
  reference: text({ label: 'Its reference', hint: 'Such as R-7KQM-2XAB.', least: 2, most: 20, missing: 'Enter its reference' }),
  as: ask(rightsRequest.fields.linkedAs, { label: 'How do they belong together?', missing: 'Choose how they belong together' }),
})
const happened = (state: RightsState) =>
  form(
    {
      version: seenVersion,
      what: choice<Step>({ label: 'What happened?', missing: 'Choose what happened', options: [...stepsByHand(state)] }),
      on: day({ label: 'On which day?', hint: 'For example, 31 3 2026', when: 'come', missing: 'Enter the day, such as 31 3 2026' }),
      why: optionalText({
        label: 'Why?',
        hint: 'Needed where you ask who they are or what they mean, take longer, or refuse. What you asked, and the reasons that they were given.',
        rows: 3,
        most: 2000,
      }),
    },
    ({ what, why }) => (needsReason(what) && why === null ? [{ field: 'why', message: 'Enter why' }] : []),
  )

/** One request: what is due and why, what they asked for, what has happened, and what happens next. */
export function requestRoutes(app: FastifyInstance, deps: DeskDeps, requests: Requests): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const load = ({ request, signed }: AtDesk) => requests.look(signed.colleague, idIn(request))
  const early = { field: 'on-day', message: 'Enter a day that is not before the step before, and not after today' } as const
  const seen = (visit: AtDesk, version: string) => ({ id: idIn(visit.request), version })

  page(app, desk, {
    at: one,
    load,
    draw(look, visit) {
      const { request, state } = look
      const clock = rightsClock(rightsCase.events(request), desk.today())
      const at = `${requestsAt}/${request.id}`
      return {
        title: `Request ${request.reference}`,
        back,
        version: request.version,
        lead: request.closedOn === null ? dueInWords(clock, desk.today()) : `${stateWords(request)}, on ${longDate(request.closedOn)}.`,
        body: (
          <>
            {request.closedOn === null ? <Ways at={at} look={look} /> : null}
            <SummaryList rows={factsOf(look)} />
            <Section id="words" heading="What they asked for">
              <InsetText>{legible(request.words)}</InsetText>
            </Section>
            <Section id="happened" heading="What has happened">
              <Timeline
                entries={stepsOf(look, (index, text) => undoButton(visit, request.version, index, text))}
                empty="Nothing yet but that it came in."
              />
            </Section>
            <Details summary="How the day was worked out">
              <ul class="govuk-list govuk-list--bullet">
                {arithmetic(clock, request.receivedOn).map((line) => (
                  <li>{line}</li>
                ))}
              </ul>
            </Details>
            <Section id="notes" heading="Notes">
              <InsetText>{request.notes ?? 'No notes yet.'}</InsetText>
              <LinkLine href={`${at}/note`} text="Add a note" />
            </Section>
            {request.outcome === 'answered' || request.outcome === 'nothing-held' ? (
              <LinkLine href={`${at}/answer`} text="What left, and when" />
            ) : null}
            {state === 'closed' ? null : <LinkLine href={`${at}/link`} text="It belongs with another request" />}
          </>
        ),
      }
    },
  })

  formAbout(app, desk, {
    at: `${one}/step`,
    back: one,
    load,
    form: ({ state }) => happened(state),
    known: ({ request: { version } }) => ({ version, on: dateIn(deps.gateDeps.clock()) }),
    button: 'Save',
    draw: ({ request }, whole) => ({
      title: `What happened with ${request.reference}?`,
      back: { href: `${requestsAt}/${request.id}`, text: `Request ${request.reference}` },
      body: (
        <>
          {whole}
          <Details summary="What every refusal says, beside its reasons">
            <ul class="govuk-list govuk-list--bullet">
              {complaintRoutes(deps.editions.current().edition, desk.today()).map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </Details>
        </>
      ),
    }),
    act: (visit, { version, what, on, why }) =>
      requests.step(visit.signed.colleague, seen(visit, version), { what, on, why, values: outcomeOf(what) }),
    wrong: {
      early,
      unknown: { field: 'what', message: 'Nobody of that id is on file' },
      unsearched: { field: 'what', message: 'Not every place has answered yet' },
      unauthorised: { field: 'what', message: noAuthority },
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: ({ what }) => `Saved: ${stepWords[what]}.`,
  })
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
    act: (visit, { version, words }) => requests.note(visit.signed.colleague, seen(visit, version), words),
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
    act: (visit, { version, authority }) => requests.authorise(visit.signed.colleague, seen(visit, version), authority),
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
      requests.link(visit.signed.colleague, seen(visit, version), { to: asReadOut(reference.slice(1)), as }),
    wrong: {
      itself: { field: 'reference', message: 'Enter the reference of another request' },
      'no-request': { field: 'reference', message: 'Enter the reference of a request that was logged, such as R-7KQM-2XAB' },
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: 'The link is saved.',
  })
  whoseRoutes(app, deps, requests)

  action(app, desk, {
    at: `${one}/undo`,
    back: one,
    act(visit) {
      const { version, at } = sentAlong(stepBack, visit.request.body)
      return requests.undo(visit.signed.colleague, seen(visit, version), at)
    },
    said: 'The step is taken back.',
    instead: {
      needed:
        'It cannot be taken back: what came after it needs it. Where the request is about somebody else, log it anew with the day on which it came, and join this one with that.',
    },
  })

  function undoButton(visit: AtDesk, version: string, at: number, step: string): JSX.Element {
    const text = ['Take back', <span class="govuk-visually-hidden">: {step}</span>]
    return actionButton(desk, visit, `${requestsAt}/${idIn(visit.request)}/undo`, { text, look: 'row' }, { version, at: String(at) })
  }
}

/** Finding the person whose data it is about. */
function whoseRoutes(app: FastifyInstance, deps: DeskDeps, requests: Requests): void {
  const desk = atDesk(deps, { activity: 'rights-requests', categories: ['documents'] })
  const at = `${one}/whose`
  const load = ({ request, signed }: AtDesk) => requests.look(signed.colleague, idIn(request))
  const draw = ({ request, name }: RequestLook, search: JSX.Element) => ({
    title: 'Whose data is it about?',
    back: { href: `${requestsAt}/${request.id}`, text: `Request ${request.reference}` },
    lead: `Find the person of request ${request.reference}. Ask for proof only where there is real doubt.`,
    body: (
      <>
        <SummaryList rows={[{ key: 'Who asks', value: legible(name?.name ?? null) }]} />
        {search}
      </>
    ),
  })
  const search = findingRoute(app, deps, desk, {
    at,
    back: one,
    load,
    asking: asksForSomebody(),
    homes: true,
    name: ({ name }) => name,
    button({ person, name }, visit) {
      const text = ['Choose', <span class="govuk-visually-hidden"> {name}</span>]
      return actionButton(desk, visit, `${requestsAt}/${idIn(visit.request)}/whose/choose`, { text, look: 'row' }, { person })
    },
    draw,
  })
  page(app, desk, { at, back: one, load, draw: (look, visit) => draw(look, search(visit)) })
  action(app, desk, {
    at: `${at}/choose`,
    back: one,
    async act(visit) {
      const { person } = sentAlong(chosen, visit.request.body)
      const found = await load(visit)
      if (!found.ok) return found
      const on = dateIn(deps.gateDeps.clock())
      return requests.step(visit.signed.colleague, found.request, { what: 'identified', on, values: { ofPerson: person } })
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: 'It is noted whose data the request is about.',
    instead: { unauthorised: `${noAuthority}.`, unknown: 'Nobody of that id is on file.', early: 'It was received after today.' },
  })
}

function Ways({ at, look: { request, state } }: { readonly at: string; readonly look: RequestLook }): JSX.Element {
  const knowsWhose = state !== 'received' && state !== 'doubted'
  return (
    <>
      {!knowsWhose && isForAnother(request) ? <LinkLine href={`${at}/authority`} text="Note what shows that they may ask" /> : null}
      {knowsWhose ? null : <LinkLine href={`${at}/whose`} text="Find out whose data it is about" />}
      {knowsWhose ? <LinkLine href={`${at}/search`} text="Search everything that is held" /> : null}
      {state === 'searched' || state === 'read' || state === 'made' ? (
        <LinkLine href={`${at}/texts`} text="Read the texts of the copy" />
      ) : null}
      {knowsWhose ? <LinkLine href={`${at}/answer`} text="The answer" /> : null}
      <LinkLine href={`${at}/footage`} text="Name the footage that is asked for" />
      <LinkLine href={`${at}/step`} text="Note what happened" />
    </>
  )
}

function factsOf({ request, name, contact }: RequestLook) {
  const { fields } = rightsRequest
  return [
    { key: 'Stands at', value: stateWords(request) },
    ...facts(rightsRequest, request, ['rightUsed', 'receivedOn', 'cameBy', 'askedBy', 'authority']),
    { key: fields.name.label.colleague, value: legible(name?.name ?? null) },
    ...(name?.otherNames == null ? [] : [{ key: fields.otherNames.label.colleague, value: name.otherNames }]),
    { key: fields.contact.label.colleague, value: legible(contact?.contact ?? null) },
  ]
}

function stepsOf({ request }: RequestLook, undo: (index: number, text: string) => JSX.Element) {
  return stepsIn(request.steps)
    .map(({ what, on, by }, index) => ({
      title: stepWords[what],
      happened: on,
      when: longDate(on),
      meta: by,
      children: request.closedOn === null ? undo(index, stepWords[what]) : undefined,
    }))
    .toReversed()
}

function outcomeOf(what: Step) {
  if (what === 'refused') return { outcome: 'refused' } as const
  return what === 'withdrawn' ? ({ outcome: 'withdrawn' } as const) : {}
}
