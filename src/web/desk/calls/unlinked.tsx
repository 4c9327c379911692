import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { calls, mostUnlinked, type UnlinkedNumber } from '#duties/calls/calls.ts'
import { firstPage } from '#gate/work-list.ts'
import { Link, SummaryList } from '../../components/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, askedAfter, type Drawn, listPage, page } from '../../pages/index.ts'
import { asksForSomebody, findingRoute } from '../find/somebody.tsx'
import { type AtDesk, atDesk, type DeskParts, dayAndTime, idIn } from '../kit.ts'
import { callsNavigation, unlinkedAt } from './around.tsx'

const linkShape = z.strictObject({ person: z.uuid() })

/** Calls of which nobody knows whose they were: the list, one of them, and saying whose it was (TC1, TC2). */
export function unlinkedRoutes(app: FastifyInstance, parts: DeskParts): void {
  const list = calls(parts.gate)
  const desk = atDesk(parts, { activity: 'call-recording', act: 'view', categories: ['calling-line-identity'] })
  const one = {
    at: `${unlinkedAt}/:id`,
    load: ({ request, signed }: AtDesk) => list.unlinkedOne(signed.colleague, idIn(request)),
  }

  listPage(app, desk, {
    at: unlinkedAt,
    title: 'Calls linked to nobody',
    load: ({ request, signed }) => list.unlinked(signed.colleague, askedAfter(request) ?? firstPage),
    lead: 'Their number is nobody’s, or several people’s. Linked or not, each is deleted on its day.',
    tabs: callsNavigation(unlinkedAt),
    caption: 'Calls linked to nobody',
    columns: [
      { heading: 'When', cell: ({ id, collectedAt }) => <Link href={`${unlinkedAt}/${id}`}>{dayAndTime(collectedAt)}</Link> },
      { heading: 'Number', cell: ({ callingNumber }) => callingNumber ?? 'Not held' },
    ],
    empty: 'Every recorded call is linked to a person.',
    more: { most: mostUnlinked, text: 'More calls', idOf: ({ id }) => id },
  })
  const search = findingRoute(app, parts, desk, {
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
  action(app, atDesk(parts, { activity: 'call-recording', categories: ['call-recordings'] }), {
    at: `${unlinkedAt}/:id/link`,
    back: unlinkedAt,
    act: ({ request, signed }) => list.link(signed.colleague, idIn(request), sentAlong(linkShape, request.body).person),
    said: 'The call is on the person’s record.',
  })
}

/** One of them, and finding the person whose it was. */
function callOf({ collectedAt, callingNumber }: UnlinkedNumber, search: JSX.Element): Drawn {
  const rows = [
    { key: 'When', value: dayAndTime(collectedAt) },
    { key: 'Number', value: callingNumber ?? 'Not held' },
  ]
  const body = [<SummaryList rows={rows} />, search]
  return { title: 'Whose call was it?', back: { href: unlinkedAt, text: 'Calls linked to nobody' }, body }
}
