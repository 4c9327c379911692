import type { FastifyInstance } from 'fastify'
import { codeMinutes, type KnownKiosk, kiosks } from '#duties/visits/kiosks.ts'
import { visit } from '#records/visit/visit.ts'
import { Button } from '../../components/index.ts'
import { form, text } from '../../form/index.ts'
import { action, actionButton, formAbout, listPage } from '../../pages/index.ts'
import { receptionAt } from '../../reception/frame.tsx'
import { type AtDesk, atDesk, counted, type DeskDeps, idIn } from '../kit.ts'
import { askedOffice, dayAndMinute, kiosksAt, officeOf, visitTabs, wantedVisits } from './around.tsx'

/** The tablets at the landlord's receptions: setting one up, and removing it at once. */
export function kioskRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const all = kiosks({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { ...wantedVisits, act: 'collect' })
  const edition = () => deps.editions.current().edition
  const stop = (visit: AtDesk, { id, label, revokedAt }: KnownKiosk) => {
    const words = ['Remove', <span class="govuk-visually-hidden"> the tablet {label}</span>]
    return revokedAt === null ? actionButton(desk, visit, `${kiosksAt}/${id}/revoke`, { text: words, look: 'row' }) : null
  }

  listPage(app, desk, {
    at: kiosksAt,
    title: 'Tablets at reception',
    async load(visit) {
      const answer = await all.all(visit.signed.colleague)
      return answer.ok ? { ok: true, rows: answer.kiosks.map((each) => ({ ...each, stop: stop(visit, each) })) } : answer
    },
    lead: (rows) =>
      `${counted(rows.filter((each) => stateOf(each) === 'In use').length, 'tablet')} in use. Remove one that is lost here: it takes nothing in from that moment.`,
    tabs: visitTabs(kiosksAt),
    links: () => [{ href: `${kiosksAt}/new`, text: 'Set up a tablet' }],
    caption: 'Tablets, newest first',
    columns: [
      { heading: 'Tablet', cell: ({ label }) => label },
      { heading: 'Office', cell: officeOf(deps) },
      { heading: 'Set up', cell: ({ registeredAt, registeredBy }) => `${dayAndMinute(registeredAt)}, by ${registeredBy}` },
      { heading: 'State', cell: (each) => [<p class="govuk-body app-line">{stateOf(each)}</p>, each.stop] },
    ],
    empty: 'No tablet is set up.',
  })
  action(app, desk, {
    at: `${kiosksAt}/:id/revoke`,
    back: kiosksAt,
    act: ({ request, signed }) => all.revoke(signed.colleague, idIn(request)),
    said: 'The tablet is removed.',
  })
  formAbout(app, desk, {
    at: `${kiosksAt}/new`,
    back: kiosksAt,
    load: ({ signed }) => deps.gate.may(signed.colleague, { activity: 'visitor-safety', act: 'collect', type: visit }),
    form: () =>
      form({
        site: askedOffice(edition()),
        label: text({ label: 'What is it called?', hint: 'For example “By the main door”.', most: 60, missing: 'Enter what it is called' }),
      }),
    button: 'Show the code',
    draw: (_, whole) => ({ title: 'Set up a tablet', back: toKiosks, body: whole }),
    act: ({ signed }, asked) => all.register(signed.colleague, asked),
    wrong: {
      site: { field: 'site', message: 'Choose the office' },
      label: { field: 'label', message: 'Enter what it is called, in 60 characters or fewer' },
    },
    leadsTo: (_, { code }) => ({
      title: 'Type this code at the tablet',
      back: toKiosks,
      lead: `On the tablet, open ${deps.signIn.origin}${receptionAt} and type the code within ${codeMinutes} minutes. It is shown once.`,
      body: [<p class="app-badge__code">{code}</p>, <Button href={kiosksAt}>Done</Button>],
    }),
  })
}

const toKiosks = { href: kiosksAt, text: 'Tablets' }

function stateOf({ claimedAt, revokedAt }: KnownKiosk): string {
  return revokedAt !== null ? 'Removed' : claimedAt === null ? 'Waits for its code' : 'In use'
}
