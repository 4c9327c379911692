import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { isOfNobody } from '#duties/rights/identified.ts'
import type { rightsRequestsOf } from '#duties/rights/requests.ts'
import { rightsCase } from '#duties/rights/rights-case.ts'
import { isByName, isLook, isSystem, placeOfOthers, titleOf } from '#duties/rights/search/places.ts'
import { isSettled, type Place } from '#duties/rights/search/rows.ts'
import { rightsSearchOf, type SearchLook } from '#duties/rights/search/search.ts'
import { knownPlaces } from '#gate/find/known-requests.ts'
import { Link, LinkLine, RecordTable, Section } from '../../../components/index.ts'
import { sentAlong } from '../../../forms.ts'
import { HttpFault } from '../../../http-fault.ts'
import { action, actionButton, page } from '../../../pages/index.ts'
import { type AtDesk, atDesk, counted, type DeskDeps, idIn, itemIn } from '../../kit.ts'
import { requestsAt } from '../request-words.ts'
import { aroundRoutes } from './around-page.tsx'
import { certificateRoutes } from './certificate-page.tsx'
import { placeRoutes } from './place-forms.tsx'
import { answerWords, chaseOf, chaseWords, sayWords, whoWords } from './search-words.ts'

const one = `${requestsAt}/:id`
const at = `${one}/search`
const seen = z.strictObject({ version: z.string().regex(/^\d{1,10}$/) })
const notIdentified = 'It is not known whose data the request is about, or it is closed.'

/** The search of a request (A1): every place with its answer, what is missing, and the systems outside that are asked. */
export function searchRoutes(app: FastifyInstance, deps: DeskDeps, requests: ReturnType<typeof rightsRequestsOf>): void {
  const search = rightsSearchOf({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const titled = (place: string) => titleOf(deps.editions.current().edition, place)
  const load = async ({ request, signed }: AtDesk) => {
    const look = await search.look(signed.colleague, idIn(request))
    return look.ok || look.why !== 'unidentified' ? look : ({ ok: false, why: 'gone' } as const)
  }

  page(app, desk, {
    at,
    back: one,
    load,
    draw: (look, visit) => ({
      title: `Search for request ${look.request.reference}`,
      back: { href: `${requestsAt}/${look.request.id}`, text: `Request ${look.request.reference}` },
      lead: leadOf(look),
      body: (
        <>
          {isReady(look) && actionButton(desk, visit, `${requestsAt}/${look.request.id}/search/done`, 'Everything is searched')}
          {actionButton(
            desk,
            visit,
            `${requestsAt}/${look.request.id}/search/now`,
            look.places.every(({ row }) => row === null) ? 'Search now' : { text: 'Search our own places again', look: 'secondary' },
          )}
          {isOfNobody(look.request) ? (
            <p class="govuk-body">
              Nobody on file is them. Our own places are searched by the names, addresses and numbers that they gave. Say of what is found
              whether it is theirs.
            </p>
          ) : null}
          <p class="govuk-body">
            While this request is open, nothing of theirs is deleted when its time is over. Footage is kept where the request names the
            camera and the time. All other footage is deleted on its day: look for them in it soon.
          </p>
          <LinkLine href={`${requestsAt}/${look.request.id}/footage`} text="Name the footage that is asked for" />
          <Missing look={look} chase={(place) => chaseButton(visit, look, place)} />
          <Section id="places" heading="Every place">
            <RecordTable
              caption="Places searched, with what each answered"
              rows={look.places}
              columns={[
                { heading: 'Place', cell: (place) => <PlaceLink place={place} request={look.request.id} /> },
                { heading: 'Answer', cell: ({ row }) => answerWords(row) },
                { heading: 'Found', format: 'numeric', cell: ({ row }) => row?.found?.toLocaleString('en-GB') ?? '' },
                { heading: 'Who and when', cell: ({ row }) => whoWords(row) },
              ]}
              empty="No place is known."
            />
          </Section>
          <LinkLine href={`${requestsAt}/${look.request.id}/search/certificate`} text="See the certificate of the search" />
        </>
      ),
    }),
  })
  action(app, desk, {
    at: `${at}/now`,
    back: at,
    act: ({ request, signed }) => search.now(signed.colleague, idIn(request)),
    said: 'Our own places are searched, and the systems outside are asked.',
    instead: { unidentified: notIdentified },
  })
  action(app, desk, {
    at: `${at}/done`,
    back: at,
    async act(visit) {
      const found = await load(visit)
      return found.ok ? requests.step(visit.signed.colleague, found.request, { what: 'searched', on: desk.today() }) : found
    },
    leadsTo: ({ request }) => `${requestsAt}/${idIn(request)}`,
    said: 'Everything is searched. Next, read every text.',
    instead: { unsearched: 'A place has not answered yet.' },
  })
  action(app, desk, {
    at: `${at}/:item/chased`,
    back: at,
    act({ request, signed }) {
      const { version } = sentAlong(seen, request.body)
      return search.chase(signed.colleague, idIn(request), { item: itemIn(request), version })
    },
    said: 'It is noted that they were asked again.',
    instead: { unidentified: notIdentified },
  })
  app.get(
    `${requestsAt}/places/:id`,
    desk.enter(async ({ request, reply }) => {
      const known = (await knownPlaces(deps.gateDeps, [idIn(request)])).get(idIn(request))?.request
      if (known === undefined) throw new HttpFault(404, 'there is no place of that id')
      return reply.redirect(`${requestsAt}/${known}/search`, 303)
    }),
  )
  placeRoutes(app, deps, search)
  certificateRoutes(app, deps, search)
  aroundRoutes(app, deps, search)

  function leadOf({ lacking, places }: SearchLook): string {
    if (lacking.length === 0) return 'Every place has answered.'
    if (places.every(({ row }) => row === null)) return 'Nothing has been searched yet.'
    return `${counted(lacking.length, 'place has', 'places have')} not answered yet.`
  }

  function Missing({
    look,
    chase,
  }: {
    readonly look: SearchLook
    readonly chase: (place: Place) => JSX.Element | null
  }): JSX.Element | null {
    const asked = look.lacking.filter(({ row }) => row !== null)
    if (asked.length === 0) return null
    const sayings = new Set(asked.flatMap((place) => chaseOf(place, look.answerBy) ?? []).map((next) => sayWords(next, look.answerBy)))
    return (
      <Section id="missing" heading="What is missing">
        {[...sayings].map((words) => words !== null && <p class="govuk-body">{words}</p>)}
        <RecordTable
          caption="Places that have not answered"
          rows={asked}
          columns={[
            { heading: 'Place', cell: (place) => <PlaceLink place={place} request={look.request.id} /> },
            {
              heading: 'What to do',
              cell(place) {
                const next = chaseOf(place, look.answerBy)
                return next === null ? whatToDo(place) : chaseWords(next)
              },
            },
            { heading: 'Done', cell: (place) => chase(place) },
          ]}
          empty="Nothing is missing."
        />
      </Section>
    )
  }

  function chaseButton(visit: AtDesk, look: SearchLook, place: Place): JSX.Element | null {
    const { row } = place
    if (row === null || chaseOf(place, look.answerBy) === null) return null
    const text = ['They were asked again', <span class="govuk-visually-hidden">: {titled(place.place)}</span>]
    const to = `${requestsAt}/${look.request.id}/search/${row.id}/chased`
    return actionButton(desk, visit, to, { text, look: 'row' }, { version: row.version })
  }

  function PlaceLink({ place, request }: { readonly place: Place; readonly request: string }): JSX.Element {
    const title = titled(place.place)
    const { row } = place
    const isOurs = !isSystem(place.place) && !isLook(place.place) && !isByName(place.place)
    const isAround = place.place === placeOfOthers && (row?.found ?? 0) > 0
    if (row === null || (isByName(place.place) && row.words === null) || (isOurs && isSettled(place) && !isAround)) return <>{title}</>
    const form = isAround ? '/around' : isOurs ? '/without' : isLook(place.place) ? '/look' : ''
    return <Link href={`${requestsAt}/${request}/search/${row.id}${form}`}>{title}</Link>
  }
}

/** Whether the request can go on: everything has answered, and it waits for the search. */
function isReady({ lacking, request }: SearchLook): boolean {
  return lacking.length === 0 && rightsCase.states[request.state].searched !== undefined
}

function whatToDo({ place, row }: Place): string {
  if (isByName(place)) return `Look at each, and say whether it is theirs. ${row?.words ?? ''}`
  if (isLook(place)) return `Decide whether they are told of it. ${row?.words ?? ''}`
  return `Search again; or decide to go on without it, with the reason. ${row?.words ?? ''}`
}
