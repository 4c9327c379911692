import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { goes } = sharingPath(on, tested, join(on.data, 'set-aside'))
const person = await wholePerson(on, tested.deps.keys)
const reach = [['contact-detail', 'contact-details']] as const
const needs = [['person', 'support-needs']] as const
const said = ['special-category-reason', 'person-at-risk', 'reason-without-consent'] as const
const paragraph18 = ['art-9-2-g', 'sch-1-para-18']

/** For each of what the notice names, a referral; of what is special, the condition that it goes on. */
const referrals: readonly (readonly [string, Going, readonly string[]])[] = [
  [
    'sickness or disability',
    { role: 'support-worker', activity: 'support-and-wellbeing', person, to: 'health-care', what: needs, vouched: said },
    paragraph18,
  ],
  [
    'safeguarding',
    { role: 'safeguarding-lead', activity: 'safeguarding', person, to: 'local-authority', what: needs, vouched: said },
    paragraph18,
  ],
  [
    'money and benefits',
    { role: 'sustainment-officer', activity: 'tenancy-sustainment', person, to: 'housing-benefit-office', what: reach },
    [],
  ],
  ['work and training', { role: 'community-connector', activity: 'support-signposting', person, to: 'support-agency', what: reach }, []],
  ['families and children', { role: 'support-worker', activity: 'support-signposting', person, to: 'local-authority', what: reach }, []],
  ['company and community', { role: 'housing-officer', activity: 'support-signposting', person, to: 'support-agency', what: reach }, []],
]

test.each(referrals)(
  'for %s somebody is referred to who can help, on the ledger, with the condition where one is needed',
  async (_, going, conditions) => {
    const went = await goes({ ...going, ...occasionOf(going) })
    if (!went.left) throw new Error(JSON.stringify(went))
    expect(went.line).toMatchObject({ recipient: going.to, outcome: 'left', why: expect.stringMatching(/./) })
    // Whose information it is goes with it, and needs no condition.
    const decided = went.decisions.filter(({ categories }) => !categories.includes('personal-details'))
    expect(decided).not.toEqual([])
    for (const { detail } of decided) expect(detail.conditions ?? []).toEqual(conditions)
  },
)

test('a referral of somebody’s needs waits for their agreement where they can be asked', async () => {
  const pointed: Going = {
    role: 'support-worker',
    activity: 'support-signposting',
    person,
    to: 'support-agency',
    what: needs,
    vouched: said,
  }
  expect(await goes(pointed)).toMatchObject({ left: false, why: 'consent' })
})

test('without what makes them at risk, or why they were not asked, their needs are referred to nobody', async () => {
  const [, referral] = referrals[0] ?? []
  if (referral === undefined) throw new Error('no referral')
  for (const lacking of ['person-at-risk', 'reason-without-consent'] as const) {
    const vouched = said.filter((each) => each !== lacking)
    expect(await goes({ ...referral, vouched }), lacking).toMatchObject({ left: false, why: 'refused' })
  }
})

/** A housing benefit office is asked in writing; everybody else is referred to. */
function occasionOf({ to }: Going): Pick<Going, 'facts'> {
  return to === 'housing-benefit-office' ? { facts: { occasion: 'request' } } : { facts: { occasion: 'referral' } }
}
