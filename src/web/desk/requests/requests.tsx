import type { FastifyInstance } from 'fastify'
import { done } from '#decisions/done-or-refused.ts'
import { isOverdue, rightsClock } from '#duties/rights/clock.ts'
import type { RightsRequestRow } from '#duties/rights/identified.ts'
import { openRequests, rightsRequestsOf } from '#duties/rights/requests.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { rightsCase } from '#duties/rights/rights-case.ts'
import { opensList } from '#notice/grants-of.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { Link } from '../../components/index.ts'
import { ask, form } from '../../form/index.ts'
import { formPage, listPage } from '../../pages/index.ts'
import { DueBy } from '../due-by.tsx'
import type { Arrivals } from '../home/arrived.tsx'
import { atDesk, columns, counted, type DeskDeps, whoSees } from '../kit.ts'
import type { DeskLink } from '../signed.tsx'
import { answerRoutes } from './answer.tsx'
import { footageNamedRoutes } from './footage-page.tsx'
import { requestRoutes } from './request.tsx'
import { nextOf, requestsAt, stateWords } from './request-words.ts'
import { searchRoutes } from './search/search-page.tsx'
import { textsRoutes } from './texts/texts.tsx'

const seesList = whoSees(rightsRequest, requestsAt)
const newAt = `${requestsAt}/new`

/** Requests that wait to be answered. */
export const requestArrivals: Arrivals = {
  one: 'open request for a copy',
  many: 'open requests for a copy',
  leadsTo: seesList,
  count: ({ gateDeps }) => openRequests(gateDeps),
}

/** The list, for those who answer requests. */
export const requestsLink: DeskLink = { text: 'Requests', at: requestsAt, leadsTo: seesList }

/** Logging one, for those who only take them in: the list is not theirs. */
export const logRequestLink: DeskLink = {
  text: 'Log a request',
  at: newAt,
  leadsTo(edition, colleague) {
    const takesIn = opensList(edition, colleague.roles, { activity: 'rights-requests', category: 'documents', act: 'collect' })
    return takesIn && seesList(edition, colleague) === null ? newAt : null
  },
}

const { receivedOn, cameBy, askedBy, name, contact, words, otherNames, authority } = rightsRequest.fields

/** What a colleague notes as a request comes in. */
export const logging = form({
  words: ask(words),
  receivedOn: ask(receivedOn),
  cameBy: ask(cameBy),
  askedBy: ask(askedBy),
  name: ask(name),
  otherNames: ask(otherNames),
  contact: ask(contact),
  authority: ask(authority),
})

/** Requests about somebody’s data (A1): what is due, a new one, and the work on one. */
export function requestsRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const requests = rightsRequestsOf({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const clockOf = (row: RightsRequestRow) => rightsClock(rightsCase.events(row), desk.today())

  listPage(app, desk, {
    at: requestsAt,
    title: 'Requests for a copy',
    async load({ signed }) {
      const all = await requests.all(signed.colleague)
      if (!all.ok) return all
      const rows = all.rows.map((row) => ({ ...row, clock: clockOf(row) }))
      return { ok: true, rows: rows.toSorted((one, other) => Temporal.PlainDate.compare(one.clock.dueOn, other.clock.dueOn)) }
    },
    lead(rows) {
      const late = rows.filter(({ clock }) => isOverdue(clock, desk.today())).length
      const many = counted(rows.length, 'open request')
      return late === 0 ? `${many}. None is overdue.` : `${many}. ${counted(late, 'is', 'are')} overdue.`
    },
    links: () => [{ href: newAt, text: 'Log a request' }],
    caption: 'Open requests, the soonest due first',
    columns: [
      ...columns(rightsRequest, ['reference', 'receivedOn'], {
        reference: ({ id }: RightsRequestRow, reference) => <Link href={`${requestsAt}/${id}`}>{reference}</Link>,
      }),
      { heading: 'Answer by', cell: ({ clock }) => <DueBy by={clock.dueOn} today={desk.today()} /> },
      { heading: 'Stands at', cell: stateWords },
      { heading: 'Next', cell: nextOf },
    ],
    empty: 'No request is open. Requests that a colleague logs, or that come from our website, are listed here.',
  })
  formPage(
    app,
    atDesk(deps, { activity: 'rights-requests', act: 'collect', categories: ['documents', 'personal-details', 'contact-details'] }),
    {
      at: newAt,
      load: () => done,
      form: logging,
      button: 'Log the request',
      draw: (_, whole) => ({
        title: 'Log a request for a copy',
        back: { href: '/desk', text: 'Today' },
        lead: 'Anybody may ask for a copy of what we hold about them, in any words, to any colleague. They need no form and no reason.',
        body: whole,
      }),
      act: ({ signed }, answers) => requests.log(signed.colleague, answers),
      wrong: {},
      leadsTo: ({ signed }, { id }) =>
        seesList(deps.editions.current().edition, signed.colleague) === null ? '/desk' : `${requestsAt}/${id}`,
      said: 'The request is logged. The data protection team answers it.',
    },
  )
  requestRoutes(app, deps, requests)
  searchRoutes(app, deps, requests)
  textsRoutes(app, deps, reviewOf({ ...deps.gateDeps, gate: deps.gate }))
  answerRoutes(app, deps)
  footageNamedRoutes(app, deps)
}
