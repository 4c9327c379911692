import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import type { RequestLook, rightsRequestsOf } from '#duties/rights/requests.ts'
import { dateIn } from '#shared/clock.ts'
import { SummaryList } from '../../components/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, page } from '../../pages/index.ts'
import { asksForSomebody, findingRoute } from '../find/somebody.tsx'
import { type AtDesk, atDesk, type DeskDeps, idIn, legible } from '../kit.ts'
import { noAuthority, requestsAt } from './request-words.ts'

const one = `${requestsAt}/:id`
const chosen = z.strictObject({ person: z.uuid() })

/** Finding the person whose data it is about. */
export function whoseRoutes(app: FastifyInstance, deps: DeskDeps, requests: ReturnType<typeof rightsRequestsOf>): void {
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
