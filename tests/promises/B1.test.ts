import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alarms } from '#duties/visits/alarms.ts'
import { rollCall } from '#duties/visits/roll-call.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Opened } from '#gate/opened.ts'
import { basesInLaw } from '#law/bases.ts'
import type { Activity, Basis, Category, Circumstance, RecipientKind, Role } from '#notice/vocabulary.ts'
import { uuidOf } from '#shared/derived-uuid.ts'
import { registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { warden } from '../support/visits.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const { edition } = await livewest()
const at = await testGate(on, await livewest())
const six = new Set(['contract', 'legal-obligation', 'legitimate-interests', 'vital-interests', 'public-interest', 'consent'])

const { person } = await putPerson(on, { tenureType: 'Shared ownership' })
const { person: tenant } = await putPerson(on)
const camera = await registerCamera(at, 'REC/1')
await alarms({ ...at.deps, gate: at.gate }).declare(warden, 'exeter')
await rollCall({ ...at.deps, gate: at.gate }).list(warden, 'exeter')
const office = uuidOf('office', 'exeter')

type Given = { readonly may: boolean; readonly onRecord: readonly unknown[] }
type Gives = () => Promise<Given>

/** A colleague means to give something to somebody outside. Answers whether they may, and what is on record of it. */
const gives =
  <A extends Activity>(role: Role, asked: { activity: A; person: string }, sharing: Parameters<Opened<A>['share']>[0]): Gives =>
  async () => {
    const who = colleague(role)
    const opened = await openTo(at.gate, who, { ...asked, because: 'case' })
    const answer = await opened.share(sharing)
    return { may: answer.ok, onRecord: await pageOfEvidence(on.database, { actor: `colleague:${who.id}` }) }
  }

/** What goes to whom, and what their request shows. */
const what = <C extends Category>(category: C, recipient: RecipientKind, ...given: readonly Circumstance[]) => ({
  type: 'person',
  category,
  recipient,
  given,
  detail: {},
})

const sale = { activity: 'selling', person } as const
const report = { activity: 'regulatory-requirements', person } as const
const footage = { activity: 'cctv', person: camera } as const
const alarm = { activity: 'visitor-safety', person: office } as const
const concern = { activity: 'safeguarding', person } as const

const bases: readonly (readonly [string, string, Gives])[] = [
  ['contract', 'legal-agent', gives('sales-adviser', sale, what('personal-details', 'legal-agent', 'instruction-in-force'))],
  ['legal-obligation', 'regulator', gives('senior-manager', report, what('rent-account', 'regulator', 'legal-reference'))],
  ['legitimate-interests', 'police', gives('cctv-operator', footage, what('cctv-footage', 'police', 'written-request'))],
  ['vital-interests', 'emergency-services', gives('fire-warden', alarm, what('visits', 'emergency-services'))],
  ['public-interest', 'local-authority', gives('safeguarding-lead', concern, what('personal-details', 'local-authority'))],
]

test.each(bases)('on %s it may be given to a %s, and the record of it names that basis and who gets it', async (basis, recipient, give) => {
  const { may, onRecord } = await give()
  expect(may).toBe(true)
  expect(onRecord).toMatchObject([{ kind: 'decision', act: 'share', outcome: 'permitted', basis, detail: { recipient } }])
})

const letting = { activity: 'letting', person: tenant } as const
const without: readonly (readonly [string, Gives])[] = [
  ['another landlord does not get what was told for a sale', gives('sales-adviser', sale, what('personal-details', 'private-landlord'))],
  ['a contractor does not get a reference', gives('lettings-officer', letting, what('tenure', 'contractor', 'instruction-in-force'))],
  ['a utility company does not get footage', gives('cctv-operator', footage, what('cctv-footage', 'utility-company', 'written-request'))],
  ['the police do not get footage by word of mouth', gives('cctv-operator', footage, what('cctv-footage', 'police'))],
  ['nobody but the fire service is told who is in the office', gives('fire-warden', alarm, what('visits', 'police'))],
]

test.each(without)('where no basis lets us, %s, and that somebody asked is on record', async (_, give) => {
  const { may, onRecord } = await give()
  expect(may).toBe(false)
  expect(onRecord).toMatchObject([{ kind: 'refusal', act: 'share' }])
})

test('every sharing of the notice rests on one of the six bases that it names', () => {
  const used = edition.activities.flatMap((activity) => activity.sharing.map((sharing) => sharing.basis))
  expect(used.filter((basis) => !six.has(basis))).toEqual([])
  expect(new Set(used)).toEqual(six)
})

/** A real disclosure on each basis: from the register and an open record to a line that left. */
const path = sharingPath(on, at, join(on.data, 'set-aside'))
const [renter, buyer] = [
  await wholePerson(on, at.deps.keys),
  await wholePerson(on, at.deps.keys, { activity: 'selling', tenureType: 'Shared ownership' }),
]
const name = [['person', 'personal-details']] as const
const used: readonly (readonly [string, string | null, Going])[] = [
  ['contract', null, { role: 'sales-adviser', activity: 'selling', person: buyer, to: 'legal-agent', what: name, signed: ['instruction'] }],
  ['legal-obligation', null, { role: 'senior-manager', activity: 'regulatory-requirements', person: renter, to: 'regulator', what: name }],
  [
    'legitimate-interests',
    'ours',
    { role: 'solicitor', activity: 'legal-claims', person: renter, to: 'legal-agent', what: name, signed: ['instruction'] },
  ],
  [
    'legitimate-interests',
    'customers',
    { role: 'anti-social-behaviour-officer', activity: 'crime-prevention', person: renter, to: 'police', what: name },
  ],
  [
    'legitimate-interests',
    'colleagues',
    {
      ...{ role: 'anti-social-behaviour-officer', activity: 'crime-prevention', person: renter, to: 'police', what: name },
      facts: { interest: 'colleagues' },
    },
  ],
  [
    'vital-interests',
    null,
    {
      role: 'housing-officer',
      activity: 'emergency',
      person: renter,
      to: 'emergency-services',
      what: name,
      vouched: ['emergency-declared'],
    },
  ],
  ['public-interest', null, { role: 'safeguarding-lead', activity: 'safeguarding', person: renter, to: 'local-authority', what: name }],
]

test.each(used)('on %s (whose interest: %s) something leaves, and its line and the decision name that', async (basis, interest, going) => {
  const went = await path.goes(going)
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.line).toMatchObject({ outcome: 'left', interest })
  expect(went.line.bases).toContain(basesInLaw[isBasis(basis) ? basis : 'contract'].article)
  expect(went.decisions).not.toEqual([])
  for (const decision of went.decisions) expect(decision).toMatchObject({ outcome: 'permitted', basis, detail: { recipient: going.to } })
})

function isBasis(word: string): word is Basis {
  return word in basesInLaw
}
