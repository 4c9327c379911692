import { afterAll, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Activity, Role } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putAccount, putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())

/** What the agreement with somebody needs done, by whom, what they see of it, and somebody whose work it is not. */
const work: readonly (readonly [Activity, Role, RegExp, Role])[] = [
  ['rent-collection', 'income-officer', /Rent account .*Rent charges and payments/, 'anti-social-behaviour-officer'],
  ['tenancy-management', 'housing-officer', /Tenancy or lease .*Secure/, 'receptionist'],
  ['anti-social-behaviour', 'anti-social-behaviour-officer', /Tenancy or lease .*Secure/, 'income-officer'],
  ['repairs', 'repairs-planner', /Amina Test/, 'marketing-officer'],
]

test.each(work)(
  'for %s a %s sees what the agreement needs, on the basis of that contract, and whoever has other work does not',
  async (activity, role, seen, other) => {
    const { person, tenure } = await putPerson(on)
    await putAccount(on, tenure, { activity: 'rent-collection', yearEnded: '2027-03-31' })
    const who = colleague(role)
    expect((await recordAtDesk(await site.as(who), person, activity)).words).toMatch(seen)
    const looks = await pageOfEvidence(on.database, { actor: `colleague:${who.id}`, kind: 'read' })
    expect(looks.length).toBeGreaterThan(0)
    for (const look of looks) expect(look).toMatchObject({ activity, basis: 'contract' })
    const refused = await recordAtDesk(await site.as(colleague(other)), person, activity)
    expect(refused.at).toBe('')
    expect(refused.words).not.toContain('Amina')
  },
)

test('somebody who has no agreement with us is not served on one: their record opens for none of this', async () => {
  const { person } = await putPerson(on)
  await on.asAdmin((admin) => admin.query('delete from household_member where person_id = $1', [person]))
  for (const [activity, role] of work) {
    const answer = await tested.gate.open(colleague(role), { activity, person, because: 'case' })
    expect(answer, activity).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'relationship-not-covered' }] } })
  }
})
