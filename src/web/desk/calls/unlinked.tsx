import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { calls, callsOpenTo, mostUnlinked, type UnlinkedNumber, unlinkedCalls } from '#duties/calls/calls.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { Link, SummaryList } from '../../components/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, askedAfter, type Drawn, listPage, page } from '../../pages/index.ts'
import { asksForSomebody, findingRoute } from '../find/somebody.tsx'
import type { Arrivals } from '../home/arrived.tsx'
import { type AtDesk, atDesk, type DeskDeps, dayAndTime, idIn } from '../kit.ts'
import { callsNavigation, unlinkedAt } from './around.tsx'

/** Calls of which somebody has to say whose they were. */
export const unlinkedArrivals: Arrivals = {
  one: 'unmatched call',
  many: 'unmatched calls',
  leadsTo: (edition, colleague) => (callsOpenTo(edition, colleague).links ? unlinkedAt : null),
  count: ({ gateDeps }) => unlinkedCalls(gateDeps),
}

const linkShape = z.strictObject({ person: z.uuid() })

/** Calls of which nobody knows whose they were: the list, one of them, and saying whose it was (TC1, TC2). */
export function unlinkedRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const list = calls(deps.gate)
  const desk = atDesk(deps, { activity: 'call-recording', act: 'view', categories: ['calling-line-identity'] })
  const one = {
    at: `${unlinkedAt}/:id`,
    load: ({ request, signed }: AtDesk) => list.unlinkedOne(signed.colleague, idIn(request)),
  }

  listPage(app, desk, {
    at: unlinkedAt,
    title: 'Unmatched calls',
    load: ({ request, signed }) => list.unlinked(signed.colleague, askedAfter(request) ?? firstPage),
    lead: 'These numbers match nobody, or more than one person. All are deleted on their due date, matched or not.',
    tabs: callsNavigation(unlinkedAt),
    caption: 'Unmatched calls',
    columns: [
      { heading: 'When', cell: ({ id, collectedAt }) => <Link href={`${unlinkedAt}/${id}`}>{dayAndTime(collectedAt)}</Link> },
      { heading: 'Number', cell: ({ callingNumber }) => callingNumber ?? 'Not recorded' },
    ],
    empty: 'Every recorded call is matched to a person.',
    more: { most: mostUnlinked, text: 'More calls', idOf: ({ id }) => id },
  })
  const search = findingRoute(app, deps, desk, {
    ...one,
    back: unlinkedAt,
    asking: asksForSomebody(),
    name: ({ name }) => name,
    button({ person, name }, visit) {
      const text = ['Link the call', <span class="govuk-visually-hidden"> to {name}</span>]
      return actionButton(desk, visit, `${unlinkedAt}/${idIn(visit.request)}/link`, { text, look: 'row' }, { person })
    },
    draw: ({ item }, search) => callOf(item, search),
  })
  page(app, desk, { ...one, draw: ({ item }, visit) => callOf(item, search(visit)) })
  action(app, atDesk(deps, { activity: 'call-recording', categories: ['call-recordings'] }), {
    at: `${unlinkedAt}/:id/link`,
    back: unlinkedAt,
    act: ({ request, signed }) => list.link(signed.colleague, idIn(request), sentAlong(linkShape, request.body).person),
    said: 'The call has been added to the person’s record.',
  })
}

/** One of them, and finding the person whose it was. */
function callOf({ collectedAt, callingNumber }: UnlinkedNumber, search: JSX.Element): Drawn {
  const rows = [
    { key: 'When', value: dayAndTime(collectedAt) },
    { key: 'Number', value: callingNumber ?? 'Not recorded' },
  ]
  const body = [<SummaryList rows={rows} />, search]
  return { title: 'Whose call was it?', back: { href: unlinkedAt, text: 'Unmatched calls' }, body }
}
