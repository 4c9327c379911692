import { expect, test } from 'vitest'
import { checkIdentity } from '#duties/identity/check.ts'
import { promiseStates } from '#duties/promises/promise-states.ts'
import type { Circumstance, RecipientKind } from '#notice/vocabulary.ts'
import { supportNeeds } from '#records/person/person.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putConsent, putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())
// Evidence is dated by the database itself, so these figures stand on today.
setNow(Temporal.Now.instant())

const figures = async () => new Map((await promiseStates({ ...deps, tests: new Map() })).map(({ clause, evidence }) => [clause, evidence]))

const nothingYet: readonly (readonly [string, string])[] = [
  ['B2', 'No sharings stopped for want of consent in the last 30 days.'],
  ['B3', 'No decisions whether special category information may be shared in the last 30 days.'],
  ['L7', 'No decisions to share what law requires in the last 30 days.'],
  ['L8', 'No answers to questions of consent are held yet.'],
  ['R9', 'No decisions whether the police may have something in the last 30 days.'],
  ['S4', 'No items from people who act for others are held yet.'],
  ['SC5', 'No looks at special category information in the last 30 days.'],
  ['SE2', 'No checks of who somebody is in the last 30 days.'],
  ['W2', 'No decisions whether a regulator or the Ombudsman may have something in the last 30 days.'],
]

test.each(nothingYet)('%s: while nothing has come up, its figure says so: %s', async (clause, says) => {
  expect((await figures()).get(clause)).toBe(says)
})

test('each figure counts what was done in this system, and nothing else', async () => {
  const { person } = await putPerson(on)
  const asked = { person, because: 'case' } as const
  const adviser = colleague('customer-service-adviser')
  const wrong = { born: '1 1 1901', postcode: 'ZZ1 1ZZ', reference: '' }
  await checkIdentity({ ...deps, gate }, adviser, person, wrong)
  await checkIdentity({ ...deps, gate }, adviser, person, { ...wrong, born: '4 3 1981', postcode: 'EX5 2FZ' })
  const officer = await openTo(gate, colleague('housing-officer'), {
    ...asked,
    activity: 'tenancy-management',
    vouched: ['special-category-reason'],
  })
  await officer.read(supportNeeds)
  const signposting = await openTo(gate, colleague('support-worker'), { ...asked, activity: 'support-signposting' })
  const to = (recipient: RecipientKind, ...given: readonly Circumstance[]) => ({ type: 'person', recipient, given, detail: {} })
  await signposting.share({ ...to('private-landlord'), category: 'contact-details' })
  const concern = await openTo(gate, colleague('safeguarding-lead'), { ...asked, activity: 'safeguarding' })
  await concern.share({ ...to('police', 'written-request', 'person-at-risk', 'reason-without-consent'), category: 'health' })
  const report = await openTo(gate, colleague('senior-manager'), { ...asked, activity: 'regulatory-requirements' })
  await report.share({ ...to('regulator', 'legal-reference'), category: 'rent-account' })
  await putConsent(on, person, { answer: 'given', answeredAt: '2026-10-01T10:00:00Z', ended: null })
  const now = await figures()
  expect(Object.fromEntries(nothingYet.map(([clause]) => [clause, now.get(clause)]))).toEqual({
    B2: '1 sharing stopped for want of consent in the last 30 days.',
    B3: '1 decision whether special category information may be shared in the last 30 days.',
    L7: '1 decision to share what law requires in the last 30 days.',
    L8: '1 answer to a question of consent held.',
    R9: '1 decision whether the police may have something in the last 30 days.',
    S4: 'No items from people who act for others are held yet.',
    SC5: '1 look at special category information in the last 30 days.',
    SE2: '2 checks of who somebody is in the last 30 days. Failed: 1.',
    W2: '1 decision whether a regulator or the Ombudsman may have something in the last 30 days.',
  })
  expect(now.get('SC3')).toMatch(/^1 decision/)
  expect(now.get('R4')).toMatch(/^No decisions/)
})
