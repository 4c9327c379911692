import { agreement, type documentKinds, type parties } from '#records/agreement/agreement.ts'
import { organisation, type organisationKinds } from '#records/organisation/organisation.ts'
import { namedId } from '../named-id.ts'
import type { Household } from './invented.ts'

/** Weeks until it lapses; 0 and less: it has lapsed. */
type Signed = {
  readonly kind: keyof typeof documentKinds
  readonly activity: string
  readonly weeks: number
  readonly parties?: keyof typeof parties
  readonly items: string
}
type Listed = {
  readonly kind: keyof typeof organisationKinds
  readonly name: string
  readonly callBack: string
  readonly contacts?: string
  /** Weeks until its registration lapses. */
  readonly registered?: number
  /** Weeks until the next certificate of a company in the United States. */
  readonly abroad?: number
  readonly signed?: readonly Signed[]
}

function both(activity: string, weeks: number, items: string): readonly Signed[] {
  return (['agreement', 'protocol'] as const).map((kind) => ({ kind, activity, weeks, items, parties: 'each-for-itself' }))
}

function instruction(activity: string, weeks: number, items: string): Signed {
  return { kind: 'instruction', activity, weeks, items, parties: 'we-alone' }
}

const moves = 'Names, the home, and the day on which somebody moved in or out.'
const claims = 'The tenancy, the rent, and what a claim for housing costs depends on.'

/** Public bodies by name; every other name is invented. No number reaches anybody: Ofcom keeps these for drama. */
const listed: readonly Listed[] = [
  {
    kind: 'police',
    name: 'Devon and Cornwall Police',
    callBack: '01632 960101',
    contacts: 'Control room, all hours. Disclosure unit by day.',
  },
  { kind: 'court', name: 'Exeter County Court', callBack: '01632 960102' },
  {
    kind: 'emergency-services',
    name: 'Devon and Somerset Fire and Rescue Service',
    callBack: '01632 960103',
    contacts: 'Control room, all hours.',
  },
  { kind: 'health-care', name: 'Alder Street Surgery', callBack: '01632 960104', contacts: 'Practice manager: Ines Hart' },
  { kind: 'health-care', name: 'Estuary Community Mental Health Team', callBack: '01632 960105' },
  {
    ...{ kind: 'local-authority', name: 'Exe County Council, adult social care', callBack: '01632 960106' },
    signed: [
      ...both('supported-housing', 60, 'Who has a place in a scheme, and the support that was agreed.'),
      // The protocol was never signed, so that what rests on both is stopped.
      { kind: 'agreement', activity: 'anti-social-behaviour', weeks: 30, items: 'Reports in a neighbourhood that both work on.' },
    ],
  },
  {
    kind: 'council-tax',
    name: 'Exe City Council, council tax office',
    callBack: '01632 960107',
    signed: both('move-notifications', 40, moves),
  },
  {
    ...{ kind: 'housing-benefit-office', name: 'Exe City Council, housing benefit office', callBack: '01632 960108' },
    signed: both('housing-benefit', 7, claims),
  },
  {
    ...{ kind: 'government-department', name: 'Department for Work and Pensions', callBack: '020 7946 0109' },
    signed: both('housing-benefit', 90, claims),
  },
  { kind: 'housing-ombudsman', name: 'Housing Ombudsman', callBack: '020 7946 0110' },
  { kind: 'regulator', name: 'Regulator of Social Housing', callBack: '020 7946 0111' },
  { kind: 'health-and-safety-executive', name: 'Health and Safety Executive', callBack: '020 7946 0112' },
  { kind: 'information-commissioner', name: 'Information Commission (ICO)', callBack: '020 7946 0113' },
  { kind: 'social-landlord', name: 'Tamar Vale Housing Association', callBack: '01632 960114' },
  { kind: 'private-landlord', name: 'Otter and Finch Lettings', callBack: '01632 960115' },
  {
    ...{ kind: 'legal-agent', name: 'Penrose Luke Solicitors', callBack: '01632 960116', contacts: 'Matter partner: Sol Penrose' },
    signed: [
      instruction('legal-claims', 3, 'The file of the claim that they act in.'),
      instruction('debt-recovery', 44, 'The debt and its letters.'),
    ],
  },
  {
    ...{ kind: 'service-agent', name: 'Plainfield Surveys', callBack: '01632 960117', abroad: 20 },
    signed: [...both('research', 26, 'Names and how to reach those who are asked.'), instruction('research', -2, 'One survey of repairs.')],
  },
  { kind: 'utility-company', name: 'Lantern Energy', callBack: '01632 960118', signed: both('move-notifications', 15, moves) },
  { kind: 'group-company', name: 'Westreach Homes Limited', callBack: '01632 960119', registered: 30 },
  { kind: 'group-company', name: 'Westreach Property Services Limited', callBack: '01632 960120', registered: -1 },
  { kind: 'support-agency', name: 'Exe Debt Advice', callBack: '01632 960121' },
]

/** The id of an organisation of the register, by its name: it is named after the first household. */
export function organisationNamed(seed: number, name: string): string {
  return namedId('example', String(seed), '0', `organisation ${listed.findIndex((each) => each.name === name)}`)
}

/** The registers that sharing rests on, once: organisations, and what was signed with them; some of it lapses soon, and some has lapsed. */
export function organisations(household: Household): void {
  if (household.number !== 0) return
  for (const [index, each] of listed.entries()) register(household, each, index)
}

function register(household: Household, each: Listed, index: number): void {
  const { put, today } = household
  const on = today.subtract({ months: 10 })
  const until = (weeks: number | undefined) => (weeks === undefined ? null : today.add({ weeks }).toString())
  const isRegistered = each.registered !== undefined
  const values = {
    ...{ kind: each.kind, name: each.name, callBack: each.callBack, contacts: each.contacts ?? null },
    checkedOn: today.subtract({ weeks: 3 + index }).toString(),
    ...{ registration: isRegistered ? `ZA9601${19 + (index % 2)}` : null, registeredUntil: until(each.registered) },
    place: each.abroad === undefined ? 'uk' : 'data-bridge',
    mechanism: each.abroad === undefined ? null : 'Certified under the UK Extension, other than for data about employees',
    coveredUntil: until(each.abroad),
  }
  const name = `organisation ${index}`
  put({ activity: 'rights-requests', type: organisation, source: 'colleague', name, values, on, person: null })
  for (const [at, signed] of (each.signed ?? []).entries()) sign(household, each, signed, { index, at })
}

function sign({ put, id, today }: Household, by: Listed, signed: Signed, { index, at }: { index: number; at: number }): void {
  const until = today.add({ weeks: signed.weeks })
  const on = until.subtract({ years: 2 }).add({ days: 1 })
  const name = `organisation ${index} signed ${at}`
  const titles = { agreement: 'Data sharing agreement', protocol: 'Protocol', instruction: 'Instruction' }
  const values = {
    ...{ organisationId: id(`organisation ${index}`), kind: signed.kind, forActivity: signed.activity },
    title: `${titles[signed.kind]} with ${by.name}`,
    parties: signed.parties ?? 'each-for-itself',
    ...{ purpose: 'As the notice says of this use.', items: signed.items },
    ...{ stages: 'Sent each month as an encrypted file.', security: 'Encrypted, and the key by telephone.' },
    signedForUs: 'Ruth Adeyemi, data protection officer, 1 Quay House, 01632 960010',
    signedForThem: `Example signatory, ${by.name}, ${by.callBack}`,
    ...{ signedOn: on.toString(), inForceFrom: on.toString(), until: until.toString() },
    reviewOn: until.subtract({ weeks: 4 }).toString(),
  }
  put({ activity: 'rights-requests', type: agreement, source: 'colleague', name, values, on, person: null })
}
