import type { Answer } from '#decisions/done-or-refused.ts'
import { isDeskActivity, viewFor } from '#duties/openings/view.ts'
import { valuesOf } from '#duties/shares/line-values.ts'
import { type Consent, readyToShare, type ShareAsked } from '#duties/shares/ready.ts'
import { releaseShare, type Share, stopShare } from '#duties/shares/settle.ts'
import type { GateDeps } from '#gate/deps.ts'
import { makeGate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { Activity, Category } from '#notice/vocabulary.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { person } from '#records/person/person.ts'
import { share, shares } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { exampleColleagues } from '../example-identity/colleagues.ts'
import { namedId } from '../named-id.ts'
import type { Invented } from './invented.ts'
import { organisationNamed } from './organisations.ts'

/** A tenant whose record lines can be about, by the number of their household. */
export type Tenant = { readonly number: number; readonly person: string; readonly hasNeeds: boolean }

export function tenantsIn(
  invented: readonly Invented[],
  numbers: readonly { readonly number: number; readonly person: string }[],
): readonly Tenant[] {
  const needing = new Set(
    invented.filter(({ type, item }) => type === person && item.values.supportNeeds != null).map(({ item }) => item.id),
  )
  return numbers.map((tenant) => ({ ...tenant, hasNeeds: needing.has(tenant.person) }))
}

type Asks = Pick<ShareAsked, 'occasion' | 'why'> & Partial<ShareAsked>
type Invention = {
  readonly name: string
  /** Which of the tenants it is about; for whom nobody fits there is no line. */
  readonly about: (tenants: readonly Tenant[]) => Tenant | undefined
  readonly by: string
  readonly activity: ActivityWith<'documents'>
  readonly to: string
  readonly what: readonly Category[]
  readonly asks: Asks
  /** The person was asked, and said no. */
  readonly refuses?: Consent
}

const numbered = (number: number) => (tenants: readonly Tenant[]) => tenants.find((each) => each.number === number)
const withNeeds = (place: number) => (tenants: readonly Tenant[]) => tenants.filter(({ hasNeeds }) => hasNeeds)[place]

/** An answered request of the police, which is hidden; a file for the Ombudsman; a question of the council; a referral that the person wants, and one that they refused. */
function inventions(today: Temporal.PlainDate): readonly Invention[] {
  const asked = (answer: 'agreed' | 'refused', days: number) => ({ answer, on: today.subtract({ days }).toString(), how: 'in-person' })
  const needs = {
    activity: 'support-signposting',
    to: 'Exe Debt Advice',
    what: ['contact-details', 'support-needs'],
    by: 'example-sita',
  } as const
  return [
    {
      ...{ name: 'police', about: numbered(3), by: 'example-will', activity: 'anti-social-behaviour', to: 'Devon and Cornwall Police' },
      what: ['tenure'],
      asks: {
        ...{
          occasion: 'request',
          asker: 'DC 4471 Example',
          authoriser: 'Inspector Example',
          reference: 'Crime EX/26/1188',
          isVictim: 'no',
        },
        why: 'To find who lives there, in an investigation of a burglary.',
      },
    },
    {
      ...{ name: 'ombudsman', about: numbered(5), by: 'example-priya', activity: 'ombudsman-scheme', to: 'Housing Ombudsman' },
      what: ['tenure', 'contact-log'],
      asks: { occasion: 'request', asker: 'Case team', reference: 'Case 26-EX-0417', why: 'The evidence of the complaint about repairs.' },
    },
    {
      ...{ name: 'council', about: numbered(7), by: 'example-sita', activity: 'support-and-wellbeing' },
      ...{ to: 'Exe County Council, adult social care', what: ['contact-details'] },
      asks: { occasion: 'request', asker: 'Duty social worker', why: 'They arrange help at home, and ask how to reach the person.' },
    },
    {
      ...needs,
      name: 'referral',
      about: withNeeds(0),
      asks: { occasion: 'referral', why: 'Help with a budget.', consent: asked('agreed', 1) },
    },
    {
      ...{ ...needs, name: 'refused referral', about: withNeeds(1), refuses: asked('refused', 1) },
      asks: { occasion: 'referral', why: 'Help with a budget, as their officer suggested.' },
    },
  ]
}

const unasked: Omit<ShareAsked, 'organisation' | 'chosen' | 'occasion' | 'why'> = {
  ...{ asker: null, authoriser: null, reference: null, isVictim: null, interest: null, requestedOn: null, neededBy: null },
  ...{ wishes: null, wishesWhy: null, consent: null, kept: null, question: null },
}

/**
 * Lines of the ledger of what was shared, each as a colleague makes it: the record is opened, the notice decides, and the line is written with its
 * evidence. What the notice does not let go to anybody is no line. Made once: one that was written and not settled, since the process ended between the two,
 * is settled the next time. Answers how many there are.
 */
export async function sharedInExample(deps: GateDeps, seed: number, tenants: readonly Tenant[]): Promise<number> {
  let made = 0
  for (const invention of inventions(dateIn(deps.clock()))) {
    const tenant = invention.about(tenants)
    const colleague = exampleColleagues.find(({ id }) => id === invention.by)
    if (tenant === undefined || colleague === undefined) continue
    const answer = await oneLine(deps, colleague, invention, { seed, person: tenant.person })
    if (answer.ok) made += 1
  }
  return made
}

/** That a colleague who works with needs says why they look at them. */
const vouched = ['special-category-reason', 'reason-without-consent'] as const

async function oneLine(
  deps: GateDeps,
  colleague: Colleague,
  { name, activity, to, what, asks, refuses }: Invention,
  { seed, person: whose }: { readonly seed: number; readonly person: string },
): Promise<Answer<unknown, string>> {
  const { edition } = deps.inForce().released
  const opened = await makeGate(deps).open(colleague, { activity, person: whose, because: 'case', vouched })
  if (!opened.ok) return opened
  const id = namedId('example', String(seed), 'line', name)
  const line = async () => theOne(await opened.read(shares, id))
  const before = await line()
  if (before.ok && before.item.outcome === null) return settled(deps, opened, colleague, before.item, refuses)
  if (before.ok || before.why === 'refused') return before
  const chosen = partsOf(edition, activity, what).map((part) => ({ part, id: 'all' as const }))
  const ready = await readyToShare(deps, opened, { ...unasked, ...asks, organisation: organisationNamed(seed, to), chosen })
  if (!ready.ok) return ready
  const waits = ready.kinds.some(({ decision }) => decision.outcome === 'needs-consent')
  const values = valuesOf(deps, opened, colleague, ready, waits)
  const item = { id, values, source: 'colleague', collectedAt: deps.clock(), clockFrom: null } as const
  const written = await opened.writeLine(share, { item }, { ...ready.sharing, detail: { organisation: ready.about.id, item: id } })
  if (!written.ok) return written
  const stored = await line()
  return stored.ok ? settled(deps, opened, colleague, stored.item, refuses) : stored
}

function settled(
  deps: GateDeps,
  opened: Parameters<typeof stopShare>[1],
  colleague: Colleague,
  line: Share,
  refuses: Consent | undefined,
): Promise<Answer<unknown, string>> {
  if (refuses === undefined) {
    const confirmedHow = line.callBack === null ? null : `Rang back ${line.callBack}`
    return releaseShare(deps, opened, colleague, line, { way: 'spoken', confirmedHow, victimTold: null, victimToldWhy: null })
  }
  const said = { consentAnswer: refuses.answer, consentOn: refuses.on, consentHow: refuses.how }
  return stopShare(deps, opened, colleague, line, 'The person did not agree.', said)
}

/** The parts of a record that can be shared of these kinds. */
function partsOf(edition: Parameters<typeof viewFor>[0], activity: Activity, what: readonly Category[]) {
  if (!isDeskActivity(activity)) return []
  return viewFor(edition, activity).filter(
    ({ type, category }) => what.includes(category) && type.keeps !== true && !('mediaId' in type.fields),
  )
}
