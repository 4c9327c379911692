import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { rightsClock } from '#duties/rights/clock.ts'
import { requestNotesOf } from '#duties/rights/notes.ts'
import { isForAnother, type RequestLook, type rightsRequestsOf } from '#duties/rights/requests.ts'
import { rightsCase } from '#duties/rights/rights-case.ts'
import { stepsIn, stepWords } from '#duties/rights/steps.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { wordOf } from '#records/words-of.ts'
import { Details, InsetText, Link, LinkLine, Section, SummaryList, Timeline } from '../../components/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, page } from '../../pages/index.ts'
import { type AtDesk, atDesk, type DeskDeps, facts, idIn, legible, longDate } from '../kit.ts'
import { nobodyRoutes } from './nobody.tsx'
import { notesRoutes } from './request-notes.tsx'
import { stepRoutes } from './request-step.tsx'
import { arithmetic, dueInWords, requestsAt, stateWords } from './request-words.ts'
import { whoseRoutes } from './whose.tsx'

type Requests = ReturnType<typeof rightsRequestsOf>

const one = `${requestsAt}/:id`
const back = { href: requestsAt, text: 'Requests for a copy' }
const stepBack = z.strictObject({ version: z.string().regex(/^\d{1,10}$/), at: z.coerce.number().int().min(0).max(500) })

/** One request: what is due and why, what they asked for, what has happened, and what happens next. */
export function requestRoutes(app: FastifyInstance, deps: DeskDeps, requests: Requests): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const notes = requestNotesOf({ ...deps.gateDeps, gate: deps.gate })
  async function load({ request, signed }: AtDesk) {
    const look = await requests.look(signed.colleague, idIn(request))
    return look.ok ? { ...look, linked: await notes.linkedReference(look.request.linkedTo) } : look
  }

  page(app, desk, {
    at: one,
    load,
    draw(look, visit) {
      const { request, state, linked } = look
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
            {linked === null ? null : (
              <Section id="linked" heading="Another request">
                <p class="govuk-body">
                  {wordOf(rightsRequest.fields.linkedAs, request.linkedAs ?? '')}:{' '}
                  <Link href={`${requestsAt}/${request.linkedTo}`}>{linked}</Link>
                </p>
                {state === 'closed' || request.linkedAs !== 'duplicate' ? null : (
                  <>
                    <p class="govuk-body">If it is answered with that one, end it here. The other one keeps its own day.</p>
                    {actionButton(
                      desk,
                      visit,
                      `${at}/join`,
                      { text: `Join it with ${linked}`, look: 'secondary' },
                      { version: request.version },
                    )}
                  </>
                )}
              </Section>
            )}
            {state === 'closed' ? null : <LinkLine href={`${at}/link`} text="It belongs with another request" />}
          </>
        ),
      }
    },
  })

  stepRoutes(app, deps, requests)
  notesRoutes(app, deps, requests)
  whoseRoutes(app, deps, requests)
  nobodyRoutes(app, deps, requests)

  action(app, desk, {
    at: `${one}/undo`,
    back: one,
    act(visit) {
      const { version, at } = sentAlong(stepBack, visit.request.body)
      return requests.undo(visit.signed.colleague, { id: idIn(visit.request), version }, at)
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

function Ways({ at, look: { request, state } }: { readonly at: string; readonly look: RequestLook }): JSX.Element {
  const knowsWhose = state !== 'received' && state !== 'doubted'
  return (
    <>
      {!knowsWhose && isForAnother(request) ? <LinkLine href={`${at}/authority`} text="Note what shows that they may ask" /> : null}
      {knowsWhose ? null : <LinkLine href={`${at}/whose`} text="Find out whose data it is about" />}
      {knowsWhose ? null : <LinkLine href={`${at}/nobody`} text="Nobody on file is them" />}
      {knowsWhose ? <LinkLine href={`${at}/search`} text="Search everything that is held" /> : null}
      {state === 'searched' || state === 'read' || state === 'made' ? (
        <LinkLine href={`${at}/texts`} text="Read the texts of the copy" />
      ) : null}
      {knowsWhose ? <LinkLine href={`${at}/answer`} text="The answer" /> : null}
      {knowsWhose && rightsCase.states[state].named !== undefined && request.ofPerson === null ? (
        <>
          <LinkLine href={`${at}/nobody`} text="They told us more: look again" />
          <LinkLine href={`${at}/whose`} text="Somebody on file is them after all" />
        </>
      ) : null}
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
    ...(contact?.homesGiven == null ? [] : [{ key: fields.homesGiven.label.colleague, value: contact.homesGiven }]),
    ...(contact?.numbersGiven == null ? [] : [{ key: fields.numbersGiven.label.colleague, value: contact.numbersGiven }]),
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
