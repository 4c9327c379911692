import type { FastifyInstance } from 'fastify'
import { asksFor } from '#duties/visits/sees.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import type { Edition } from '#notice/edition.ts'
import { visit } from '#records/visit/visit.ts'
import { Button } from '../../components/index.ts'
import { ask, form, ticked, unasked } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { BadgeCard, badgeAt } from '../../reception/badge-card.tsx'
import { noticeWords } from '../../reception/notice-words.ts'
import { atDesk, type DeskDeps } from '../kit.ts'
import { askedOffice, officeOf, visitsAt, wantedVisits } from './around.tsx'

const { fields } = visit
const back = { href: visitsAt, text: 'Visitors' }

/** What is asked at the desk is what the tablet asks, on one page. */
function arriving(edition: Edition) {
  const { help, registration } = asksFor(edition)
  const { why } = noticeWords(edition)
  return form({
    site: askedOffice(edition),
    name: ask(fields.name, { missing: 'Enter their name', hint: why === null ? null : `Tell them: “${why}”` }),
    host: ask(fields.host, { missing: 'Enter who they are visiting' }),
    registration: registration ? ask(fields.registration) : unasked(null),
    needsHelp: help ? ticked({ label: 'Help in an emergency (optional)', text: 'They would need help to get out' }) : unasked(false),
  })
}

/** Signing a visitor in at the desk, and the badge to print or scan. It is shown once: only its hash is kept. */
export function arrivingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const book = visitBook({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { ...wantedVisits, act: 'collect' })
  const office = officeOf(deps)

  formAbout(app, desk, {
    at: `${visitsAt}/new`,
    back: visitsAt,
    load: ({ signed }) => deps.gate.may(signed.colleague, { activity: 'visitor-safety', act: 'collect', type: visit }),
    form: () => arriving(deps.editions.current().edition),
    button: 'Sign them in',
    draw: (_, whole) => ({ title: 'Sign a visitor in', back, body: whole }),
    act: async ({ signed }, { site, ...entry }) => ({ ...(await book.signInByColleague(signed.colleague, site, entry)), site }),
    wrong: {
      site: { field: 'site', message: 'Choose the office' },
      entry: { field: 'name', message: 'Enter their name and who they are visiting' },
    },
    leadsTo: (_, { site, badge, code }) => ({
      title: 'They are signed in',
      back,
      lead: 'Print the badge, or let them scan the square with their phone. They need it to sign out.',
      body: (
        <>
          <BadgeCard at={badgeAt(deps.signIn.origin, badge)} code={code} office={office({ site })} day={desk.today()} />
          <Button href={visitsAt}>Done</Button>
        </>
      ),
    }),
  })
}
