import { afterAll, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { contactDetails } from '#records/contact-detail/contact-detail.ts'
import { supportNeeds } from '#records/person/person.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putIdentityCheck, putObjection, putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps, gate } = tested
const site = await deskSite(tested, released)
afterAll(() => site.close())

/** Somebody of whom the housing system says what we do differently for them. */
async function helped(): Promise<string> {
  const { person } = await putPerson(on)
  const sealed = await deps.keys.seal(person, { table: 'person', row: person, category: 'support-needs' }, { supportNeeds: 'Large print' })
  await on.asAdmin((admin) => admin.query('update person set sealed_support_needs = $2 where id = $1', [person, sealed]))
  return person
}

const supporting = [
  ['support-and-wellbeing', 'support-worker', 'income-officer'],
  ['support-signposting', 'support-worker', 'receptionist'],
] as const

test.each(supporting)(
  'for %s a %s reads what somebody needs, for a reason given this time, and a %s never does',
  async (activity, role, other) => {
    const asked = { activity, person: await helped(), because: 'case' } as const
    const who = colleague(role)
    expect(await (await openTo(gate, who, asked)).read(supportNeeds)).toMatchObject({
      refusal: { reasons: [{ code: 'lacks-special-category-reason' }, { code: 'lacks-reason-without-consent' }] },
    })
    const half = { ...asked, vouched: ['special-category-reason'] } as const
    expect(await (await openTo(gate, who, half)).read(supportNeeds)).toMatchObject({
      refusal: { reasons: [{ code: 'lacks-reason-without-consent' }] },
    })
    const said = { ...asked, vouched: ['special-category-reason', 'reason-without-consent'] } as const
    expect(await (await openTo(gate, who, said)).read(supportNeeds)).toMatchObject({ rows: [{ supportNeeds: 'Large print' }] })
    expect((await pageOfEvidence(on.database, { actor: `colleague:${who.id}`, kind: 'read' }))[0]).toMatchObject({
      activity,
      basis: 'legitimate-interests',
      categories: ['support-needs'],
      detail: { vouched: ['special-category-reason', 'reason-without-consent'] },
    })
    expect(await gate.open(colleague(other), said)).toMatchObject({ ok: false, why: 'refused' })
  },
)

test('whoever visits sees on the page of the record what is done differently, once they said why they need it', async () => {
  const person = await helped()
  const desk = await site.as(colleague('housing-officer'))
  expect((await recordAtDesk(desk, person, 'tenancy-management')).words).not.toContain('Large print')
  const { words } = await recordAtDesk(desk, person, 'tenancy-management', { specialReason: 'To write a letter they can read' })
  expect(words).toContain('Large print')
})

test('whoever answers the telephone serves them so, once they know who calls', async () => {
  const person = await helped()
  const adviser = colleague('customer-service-adviser')
  const asked = { activity: 'contact-handling', person, because: 'call', vouched: ['special-category-reason'] } as const
  expect(await (await openTo(gate, adviser, asked)).read(supportNeeds)).toMatchObject({ ok: false })
  await putIdentityCheck(on, person, adviser.id)
  expect(await (await openTo(gate, adviser, asked)).read(supportNeeds)).toMatchObject({ rows: [{ supportNeeds: 'Large print' }] })
})

test('somebody who objects to it is left alone, and what else we do for them goes on', async () => {
  const person = await helped()
  await putObjection(on, person, { kind: 'objection', against: 'support-and-wellbeing', decision: 'upheld', ended: null })
  const worker = colleague('support-worker', 'housing-officer')
  const vouched = ['special-category-reason', 'reason-without-consent'] as const
  const answer = await gate.open(worker, { activity: 'support-and-wellbeing', person, because: 'case', vouched })
  expect(answer.ok ? await answer.read(supportNeeds) : answer).toMatchObject({ refusal: { reasons: [{ code: 'stopped-by-objection' }] } })
  const other = await openTo(gate, worker, { activity: 'tenancy-management', person, because: 'case' })
  expect(await other.read(contactDetails)).toMatchObject({ ok: true })
})
