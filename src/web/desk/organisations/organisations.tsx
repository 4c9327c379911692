import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { type MayGo, mayGoTo, type Organisation } from '#duties/organisations/may-go.ts'
import { organisationsOf } from '#duties/organisations/organisations.ts'
import type { OrganisationHead } from '#facts/recipients.ts'
import { organisation as declared } from '#records/organisation/organisation.ts'
import { Link, LinkLine, RecordTable, Section, SummaryList, Tag } from '../../components/index.ts'
import { formPage, page } from '../../pages/index.ts'
import { atDesk, columns, counted, type DeskDeps, facts, idIn } from '../kit.ts'
import { agreementRoutes, SignedWith } from './agreements.tsx'
import { GoesToday, stoppedIn } from './goes-today.tsx'
import { lapsingRoutes } from './lapsing.tsx'
import { change, knownOf, registration } from './organisation-form.ts'
import { lapsingAt, organisationsAt, systemsAt } from './organisation-words.tsx'
import { systemsRoutes } from './systems.tsx'

/** The registers that sharing rests on: organisations and what is signed with them; what lapses; and the edition's systems, to read. */
export function organisationRoutes(app: FastifyInstance, deps: DeskDeps): void {
  listRoutes(app, deps)
  entryRoutes(app, deps)
  changeRoutes(app, deps)
  agreementRoutes(app, deps)
  lapsingRoutes(app, deps)
  systemsRoutes(app, deps)
}

function keptBy(deps: DeskDeps) {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  return { desk, register: organisationsOf({ ...deps.gateDeps, gate: deps.gate }), edition: () => deps.editions.current().edition }
}

type Listed = OrganisationHead & { readonly goes: readonly MayGo[] }

function listRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { desk, register, edition } = keptBy(deps)
  page(app, desk, {
    at: organisationsAt,
    load: ({ signed }) => register.heads(signed.colleague),
    draw(found, { signed }) {
      const signedWith = Map.groupBy(found.agreements, ({ organisationId }) => organisationId)
      const rows = found.organisations
        .map((each) => ({ ...each, goes: mayGoTo(edition(), each, signedWith.get(each.id) ?? [], desk.today()) }))
        .toSorted((one, other) => one.name.localeCompare(other.name))
      return { title: 'Organisations', lead: howMany(rows), body: <AllOf rows={rows} adds={register.mayRegister(signed.colleague)} /> }
    },
  })
  formPage(app, desk, {
    at: `${organisationsAt}/new`,
    back: organisationsAt,
    load: ({ signed }) => register.maySee(signed.colleague),
    form: registration,
    button: 'Register the organisation',
    draw: (_, whole) => ({
      title: 'Register an organisation',
      back: { href: organisationsAt, text: 'Organisations' },
      lead: 'Take its number and address from a source of your own, never from a message that asks for information.',
      body: whole,
    }),
    act: ({ signed }, answers) => register.register(signed.colleague, answers),
    wrong: {},
    leadsTo: (_, { id }) => `${organisationsAt}/${id}`,
    said: 'The organisation is registered.',
  })
}

function AllOf({ rows, adds }: { readonly rows: readonly Listed[]; readonly adds: boolean }): JSX.Element {
  return (
    <>
      {adds ? <LinkLine href={`${organisationsAt}/new`} text="Register an organisation" /> : null}
      <LinkLine href={lapsingAt} text="What lapses soon" />
      <LinkLine href={systemsAt} text="Systems and assessments" />
      <RecordTable
        caption="Organisations by name"
        columns={[
          ...columns(declared, ['name', 'kind', 'callBack'], {
            name: ({ id }: Listed, name) => <Link href={`${organisationsAt}/${id}`}>{name}</Link>,
          }),
          { heading: 'Today', cell: (each) => <InShort of={each} /> },
        ]}
        rows={rows}
        empty="No organisation is registered."
      />
    </>
  )
}

function howMany(rows: readonly Listed[]): string {
  if (rows.length === 0) return 'Nothing can be shared with an organisation before it is registered.'
  const stopped = rows.filter((each) => each.endedOn === null && stoppedIn(each.goes) > 0).length
  return `${counted(rows.length, 'organisation')}. ${stopped === 0 ? 'Nothing is lacking today.' : `Something is lacking today for ${stopped} of them.`}`
}

function InShort({ of: { endedOn, goes } }: { readonly of: Listed }): JSX.Element {
  if (endedOn !== null) return <Tag tone="grey">No longer used</Tag>
  if (goes.length === 0) return <>Nothing in the notice is shared with it</>
  const stopped = stoppedIn(goes)
  if (stopped === 0) return <Tag tone="green">Nothing lacking</Tag>
  return <Tag tone={stopped === goes.length ? 'red' : 'yellow'}>{`${stopped} of ${counted(goes.length, 'use')} stopped`}</Tag>
}

function entryRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { desk, register, edition } = keptBy(deps)
  page(app, desk, {
    at: `${organisationsAt}/:id`,
    back: organisationsAt,
    load: ({ request, signed }) => register.look(signed.colleague, idIn(request)),
    draw({ organisation, agreements }, { signed }) {
      const goes = mayGoTo(edition(), organisation, agreements, desk.today())
      const at = `${organisationsAt}/${organisation.id}`
      const adds = register.mayRegister(signed.colleague)
      return {
        title: organisation.name,
        back: { href: organisationsAt, text: 'Organisations' },
        lead: leadOf(organisation, goes),
        body: (
          <>
            {organisation.endedOn === null ? <GoesToday of={organisation} goes={goes} edition={edition()} /> : null}
            <Section id="signed" heading="Agreements, protocols and instructions">
              {adds ? <LinkLine href={`${at}/agreements/new`} text="Register a document" /> : null}
              <SignedWith all={agreements} today={desk.today()} edition={edition()} />
            </Section>
            <Section id="entry" heading="Entry">
              <SummaryList rows={facts(declared, organisation)} />
              {adds ? <LinkLine href={`${at}/change`} text="Change this entry" /> : null}
            </Section>
          </>
        ),
      }
    },
  })
}

function leadOf({ endedOn, callBack }: Organisation, goes: readonly MayGo[]): string {
  if (endedOn !== null) return 'Nothing is shared with it any more.'
  if (goes.length === 0) return 'The notice shares nothing with organisations of this kind.'
  const stopped = stoppedIn(goes)
  const what =
    stopped === 0
      ? 'Nothing that sharing with it rests on is lacking today.'
      : `Today ${stopped} of the ${counted(goes.length, 'use')} below ${stopped === 1 ? 'is' : 'are'} stopped.`
  return callBack === null ? `${what} It has no number to ring back.` : `${what} Ring it back on ${callBack}.`
}

function changeRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { desk, register } = keptBy(deps)
  formPage(app, desk, {
    at: `${organisationsAt}/:id/change`,
    back: `${organisationsAt}/:id`,
    load: ({ request, signed }) => register.look(signed.colleague, idIn(request)),
    form: change,
    known: ({ organisation }) => knownOf(organisation),
    button: 'Save the entry',
    draw: ({ organisation }, whole) => ({
      title: `Change ${organisation.name}`,
      back: { href: `${organisationsAt}/${organisation.id}`, text: organisation.name },
      lead: 'What you change counts at once for everything that is shared with it.',
      body: whole,
    }),
    act: ({ request, signed }, { version, ...answers }) => register.change(signed.colleague, { id: idIn(request), version }, answers),
    wrong: {},
    leadsTo: ({ request }) => `${organisationsAt}/${idIn(request)}`,
    said: 'The entry has been changed.',
  })
}
