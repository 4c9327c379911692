import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import type { Answer } from '#decisions/done-or-refused.ts'
import { type InsideVisit, type OpenVisit, visitBook } from '#duties/visits/visit-book.ts'
import { visit as declared } from '#records/visit/visit.ts'
import { Link, SummaryList } from '../../components/index.ts'
import { ask, form, seenVersion } from '../../form/index.ts'
import { sentAlong } from '../../forms.ts'
import { action, actionButton, formAbout, listPage } from '../../pages/index.ts'
import { type AtDesk, atDesk, clockTime, columns, type DeskDeps, facts, idIn, legible } from '../kit.ts'
import { dayAndMinute, forgottenAt, howMany, listed, officeOf, visitsAt, visitTabs, wantedVisits } from './around.tsx'
import { arrivingRoutes } from './arriving.tsx'
import { kioskRoutes } from './kiosks.tsx'

const { fields } = declared
type Inside = InsideVisit & { readonly office: string; readonly leave: JSX.Element }
const seen = z.strictObject({ version: z.string().regex(/^\d{1,10}$/) })
const closing = form({
  version: seenVersion,
  because: ask(fields.closedBecause, {
    label: 'What did you find?',
    hint: 'For example: the person they visited saw them leave.',
    rows: 3,
    missing: 'Enter what you found',
  }),
})

/** The visitors' book at the desk: who is inside, by office, and the button that signs them out (OF1). */
export function visitRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const book = visitBook({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, wantedVisits)
  const office = officeOf(deps)
  const leave = (visit: AtDesk, { visit: id, version, name }: OpenVisit) => {
    const text = ['Sign out', <span class="govuk-visually-hidden"> {legible(name)}</span>]
    return actionButton(desk, visit, `${visitsAt}/${id}/sign-out`, { text, look: 'row' }, { version })
  }
  arrivingRoutes(app, deps)
  forgottenRoutes(app, deps)
  kioskRoutes(app, deps)

  listPage(app, desk, {
    at: visitsAt,
    title: 'Visitors',
    async load(visit): Promise<Answer<{ readonly rows: readonly Inside[] }, 'gone'>> {
      const answer = listed(await book.inside(visit.signed.colleague, null))
      if (!answer.ok) return answer
      const rows = answer.rows.map((each) => ({ ...each, office: office(each), leave: leave(visit, each) }))
      return { ok: true, rows: rows.toSorted((one, other) => one.office.localeCompare(other.office)) }
    },
    lead: howMany,
    tabs: visitTabs(visitsAt),
    links: () => [{ href: `${visitsAt}/new`, text: 'Sign somebody in' }],
    caption: 'Visitors who are inside, by office',
    columns: [
      ...columns(declared, ['name', 'host', 'site', 'arrivedAt', 'registration'], {
        site: (each: Inside) => each.office,
        arrivedAt: ({ arrivedAt }) => clockTime(arrivedAt),
        registration: ({ registration }) => (registration === undefined ? 'You may not see this' : (registration ?? 'None')),
      }),
      { heading: 'Leaving', cell: ({ leave }) => leave },
    ],
    empty: 'Nobody is signed in.',
  })
  action(app, desk, {
    at: `${visitsAt}/:id/sign-out`,
    back: visitsAt,
    act: ({ request, signed }) => book.signOut(signed.colleague, { visit: idIn(request), ...sentAlong(seen, request.body) }),
    said: 'The visitor is signed out.',
    instead: { 'earlier-day': 'They came on an earlier day: close the entry under “Not signed out”.' },
  })
}

/** Whoever came on an earlier day and never signed out: each is closed with what was found. */
function forgottenRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const [book, desk, office] = [visitBook({ ...deps.gateDeps, gate: deps.gate }), atDesk(deps, wantedVisits), officeOf(deps)]
  const whereAndWhen = (entry: OpenVisit) => [
    { key: fields.site.label.colleague, value: office(entry) },
    { key: fields.arrivedAt.label.colleague, value: dayAndMinute(entry.arrivedAt) },
  ]

  listPage(app, desk, {
    at: forgottenAt,
    title: 'Visitors who did not sign out',
    load: async ({ signed }) => listed(await book.forgotten(signed.colleague)),
    lead: (rows) =>
      rows.length === 0 ? 'Every visitor of earlier days is signed out.' : 'Find out whether they left, then close each entry.',
    tabs: visitTabs(forgottenAt),
    caption: 'Visits of earlier days that nobody signed out, oldest first',
    columns: columns(declared, ['name', 'host', 'site', 'arrivedAt'], {
      site: office,
      arrivedAt: ({ arrivedAt }) => dayAndMinute(arrivedAt),
      name: ({ visit, name }: OpenVisit) => <Link href={`${forgottenAt}/${visit}`}>{legible(name)}</Link>,
    }),
    empty: 'There are none.',
  })
  formAbout(app, desk, {
    at: `${forgottenAt}/:id`,
    back: forgottenAt,
    load: ({ request, signed }) => book.forgottenVisit(signed.colleague, idIn(request)),
    form: () => closing,
    known: ({ entry }) => entry,
    button: 'Close the entry',
    draw: ({ entry }, whole) => ({
      title: 'Close an entry',
      back: { href: forgottenAt, text: 'Not signed out' },
      body: [<SummaryList rows={facts(declared, entry, ['name', 'host', ...whereAndWhen(entry)])} />, whole],
    }),
    act: ({ request, signed }, { version, because }) => book.close(signed.colleague, { visit: idIn(request), version }, because),
    wrong: {
      today: { field: 'because', message: 'They came today: sign them out instead' },
      because: { field: 'because', message: 'Enter what you found' },
    },
    leadsTo: () => forgottenAt,
    said: 'The entry is closed.',
  })
}
