import type { FastifyInstance } from 'fastify'
import { type Lapse, lapsesIn, weeksAhead } from '#duties/organisations/lapses.ts'
import { organisationsOf } from '#duties/organisations/organisations.ts'
import type { Edition } from '#notice/edition.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { dateIn } from '#shared/clock.ts'
import { type Column, Link, LinkLine, RecordTable, Section } from '../../components/index.ts'
import { page } from '../../pages/index.ts'
import type { OnHome } from '../home/on-home.ts'
import { atDesk, counted, type DeskDeps, whoSees } from '../kit.ts'
import { namesFrom } from '../names.ts'
import { LapsesOn, lapseWords, lapsingAt, organisationsAt, stopWords } from './organisation-words.tsx'

/** Lines that the home page shows: the others are a link away. */
const shown = 10
const empty = `Nothing lapses within ${weeksAhead} weeks.`

function columnsOf(edition: Edition): readonly Column<Lapse>[] {
  const { activity } = namesFrom(edition)
  return [
    { heading: 'Organisation', cell: ({ organisation: { id, name } }) => <Link href={`${organisationsAt}/${id}`}>{name}</Link> },
    { heading: 'What', cell: (lapse) => lapseWords(lapse, activity) },
    { heading: 'When', cell: (lapse) => <LapsesOn lapse={lapse} /> },
    { heading: 'What stops', cell: stopWords },
  ]
}

/** What lapses soon, on the home page of those who keep the registers. */
export const lapsesOnHome: OnHome = {
  leadsTo: whoSees(organisation, organisationsAt),
  async draw({ gateDeps, gate, editions }) {
    const found = await organisationsOf({ ...gateDeps, gate }).warned()
    if (found.organisations.length === 0) return null
    const { edition } = editions.current()
    const rows = lapsesIn(edition, found, dateIn(gateDeps.clock()))
    return (
      <Section id="lapses" heading="What lapses soon">
        <RecordTable
          caption="What lapses soon, the earliest first"
          columns={columnsOf(edition)}
          rows={rows.slice(0, shown)}
          empty={empty}
        />
        {rows.length > shown ? <LinkLine href={lapsingAt} text={`All ${rows.length} that lapse soon`} /> : null}
      </Section>
    )
  },
}

/** The same as a page of its own. */
export function lapsingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const register = organisationsOf({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  page(app, desk, {
    at: lapsingAt,
    load: ({ signed }) => register.heads(signed.colleague),
    draw(found) {
      const { edition } = deps.editions.current()
      const rows = lapsesIn(edition, found, desk.today())
      return {
        title: 'What lapses soon',
        back: { href: organisationsAt, text: 'Organisations' },
        lead: leadOf(rows),
        body: <RecordTable caption="What lapses soon, the earliest first" columns={columnsOf(edition)} rows={rows} empty={empty} />,
      }
    },
  })
}

function leadOf(rows: readonly Lapse[]): string {
  if (rows.length === 0) return `Nothing lapses within ${weeksAhead} weeks, and nothing has lapsed.`
  const over = rows.filter(({ isOver, stops }) => isOver && stops.length > 0).length
  if (over === 0) return 'No sharing is stopped today by something that has lapsed.'
  return `Sharing is stopped today because ${counted(over, 'entry has', 'entries have')} lapsed.`
}
