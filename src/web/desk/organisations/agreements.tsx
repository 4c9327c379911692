import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import type { Answer } from '#decisions/done-or-refused.ts'
import { type Agreement, isInForce, lastDay } from '#duties/organisations/in-force.ts'
import type { Organisation } from '#duties/organisations/may-go.ts'
import { organisationsOf, type SignedWith as Signed } from '#duties/organisations/organisations.ts'
import type { AgreementHead } from '#facts/recipients.ts'
import type { Edition } from '#notice/edition.ts'
import { agreement as declared } from '#records/agreement/agreement.ts'
import { InsetText, Link, LinkLine, RecordTable, Section, SummaryList, Tag } from '../../components/index.ts'
import { type Door, formAbout } from '../../pages/index.ts'
import { type AtDesk, atDesk, columns, type DeskDeps, facts, idIn, itemIn, legible, shortDate } from '../kit.ts'
import { namesFrom } from '../names.ts'
import { ending, knownFrom, renewing, signing, usesWith } from './agreement-form.ts'
import { organisationsAt, restsOnIt } from './organisation-words.tsx'

/** `agreement`: the document that is renewed; null where none is. */
type New = { readonly organisation: Organisation; readonly agreement: Agreement | null }

/** What has been signed with one organisation: a new document, and one with its early end and its renewal. */
export function agreementRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const register = organisationsOf({ ...deps.gateDeps, gate: deps.gate })
  const kept = { app, desk, register, edition: () => deps.editions.current().edition }
  signingRoutes(kept)
  signedRoutes(kept)
}

type Kept = {
  readonly app: FastifyInstance
  readonly desk: Door<AtDesk>
  readonly register: ReturnType<typeof organisationsOf>
  readonly edition: () => Edition
}

const noUse = 'The notice shares nothing with organisations of this kind, so nothing has to be signed.'
const leads = {
  first: 'It counts from its first day to the end of its last. On the next day sharing that rests on it stops.',
  renewal: 'The renewal is a document of its own. It begins on the day after the one before ends, so that nothing stops.',
}

function signingRoutes({ app, desk, register, edition }: Kept): void {
  formAbout(app, desk, {
    at: `${organisationsAt}/:id/agreements/new`,
    back: `${organisationsAt}/:id`,
    async load({ request, signed }): Promise<Answer<New, 'gone'>> {
      const renews = renewing(request)
      if (renews !== undefined) return register.lookAtSigned(signed.colleague, renews, idIn(request))
      const found = await register.look(signed.colleague, idIn(request))
      return found.ok ? { ok: true, organisation: found.organisation, agreement: null } : found
    },
    form: ({ organisation }) => signing(usesWith(edition(), organisation.kind)),
    known: ({ agreement }) => (agreement === null ? {} : knownFrom(agreement)),
    button: 'Register the document',
    draw: ({ organisation, agreement }, whole) => ({
      title: agreement === null ? `Register a document with ${organisation.name}` : `Renew “${legible(agreement.title)}”`,
      back: backTo(organisation),
      lead: agreement === null ? leads.first : leads.renewal,
      body: usesWith(edition(), organisation.kind).length === 0 ? <InsetText>{noUse}</InsetText> : whole,
    }),
    act: ({ request, signed }, answers) => register.sign(signed.colleague, { ...answers, organisationId: idIn(request) }),
    wrong: {},
    leadsTo: ({ request }) => `${organisationsAt}/${idIn(request)}`,
    said: 'The document is registered.',
  })
}

function signedRoutes({ app, desk, register, edition }: Kept): void {
  formAbout(app, desk, {
    at: `${organisationsAt}/:id/agreements/:item`,
    back: `${organisationsAt}/:id`,
    load: ({ request, signed }) => register.lookAtSigned(signed.colleague, itemIn(request), idIn(request)),
    form: ({ agreement }) => ending(agreement),
    known: ({ agreement: { version } }) => ({ version }),
    button: { text: 'End it', look: 'warning' },
    draw: (found, whole, { signed }) => ({
      title: legible(found.agreement.title),
      back: backTo(found.organisation),
      lead: counts(found.agreement, desk.today()),
      body: <One found={found} edition={edition()} ends={register.mayRegister(signed.colleague) ? whole : null} />,
    }),
    act: ({ request, signed }, { version, endedOn }) => register.end(signed.colleague, { id: itemIn(request), version }, endedOn),
    wrong: {},
    said: 'The document no longer counts.',
  })
}

function backTo({ id, name }: Organisation): { readonly href: string; readonly text: string } {
  return { href: `${organisationsAt}/${id}`, text: name }
}

/** Whether it counts, and until when. */
function counts(agreement: AgreementHead, today: Temporal.PlainDate): string {
  if (isInForce(agreement, today)) return `It is in force until the end of ${shortDate(lastDay(agreement))}.`
  if (agreement.endedOn !== null) return `It ended early and has not counted since ${shortDate(agreement.endedOn)}.`
  const isToCome = Temporal.PlainDate.compare(today, Temporal.PlainDate.from(agreement.inForceFrom)) < 0
  if (isToCome) return `It is not in force yet: it counts from ${shortDate(agreement.inForceFrom)}.`
  return `It lapsed: its last day was ${shortDate(agreement.until)}.`
}

function One(props: { readonly found: Signed; readonly edition: Edition; readonly ends: JSX.Element | null }): JSX.Element {
  const { agreement, organisation } = props.found
  return (
    <>
      <p class="govuk-body">{restsOnIt(props.edition, organisation, agreement)}</p>
      <SummaryList rows={facts(declared, agreement, undefined, namesFrom(props.edition))} />
      {props.ends === null ? null : (
        <LinkLine href={`${organisationsAt}/${organisation.id}/agreements/new?renews=${agreement.id}`} text="Renew it" />
      )}
      {props.ends === null || agreement.endedOn !== null ? null : (
        <Section id="end" heading="End it early">
          {props.ends}
        </Section>
      )}
    </>
  )
}

type All = { readonly all: readonly AgreementHead[]; readonly today: Temporal.PlainDate; readonly edition: Edition }

/** What has been signed with one organisation: in force first, then by the last day. */
export function SignedWith({ all, today, edition }: All): JSX.Element {
  const rank = (each: AgreementHead) => (isInForce(each, today) ? 0 : 1)
  const rows = all.toSorted((one, other) => rank(one) - rank(other) || Temporal.PlainDate.compare(lastDay(other), lastDay(one)))
  const link = ({ id, organisationId }: AgreementHead, kind: string) => (
    <Link href={`${organisationsAt}/${organisationId}/agreements/${id}`}>{kind}</Link>
  )
  return (
    <RecordTable
      caption="Agreements, protocols and instructions, those in force first"
      columns={[
        ...columns<AgreementHead, typeof declared.fields, 'kind' | 'forActivity' | 'inForceFrom' | 'until'>(
          declared,
          ['kind', 'forActivity', 'inForceFrom', 'until'],
          { kind: link },
          namesFrom(edition),
        ),
        { heading: 'Today', cell: (each) => <State of={each} today={today} /> },
      ]}
      rows={rows}
      empty="Nothing has been signed with it."
    />
  )
}

function State({ of, today }: { readonly of: AgreementHead; readonly today: Temporal.PlainDate }): JSX.Element {
  if (isInForce(of, today)) return <Tag tone="green">In force</Tag>
  if (of.endedOn !== null) return <Tag tone="grey">Ended early</Tag>
  return Temporal.PlainDate.compare(today, Temporal.PlainDate.from(of.inForceFrom)) < 0 ? <Tag>Not yet</Tag> : <Tag tone="red">Lapsed</Tag>
}
