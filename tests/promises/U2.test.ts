import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { rentEntries } from '#records/rent-entry/rent-entry.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putAccount, putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())

/** A tenant whose account has one charge of a pound, one of £512 and a payment of £400. */
async function tenant(): Promise<string> {
  const { person, tenure } = await putPerson(on)
  const { account } = await putAccount(on, tenure, { activity: 'rent-collection', yearEnded: '2027-03-31' })
  const text = `insert into rent_entry (id, activity, source, collected_at, edition, tenure_id, rent_account_id, posted_on, kind, pence)
    values ($1, 'rent-collection', 'own-systems', '2026-10-06T09:00:00Z', 'test', $2, $3, '2026-10-05', $4, $5)`
  await on.asAdmin(async (admin) => {
    await admin.query(text, [randomUUID(), tenure, account, 'Service charge', 51_200])
    await admin.query(text, [randomUUID(), tenure, account, 'Housing benefit', -40_000])
  })
  return person
}

test('the income officer sees each charge and payment of the account, and what is owed', async () => {
  const { words } = await recordAtDesk(await site.as(colleague('income-officer')), await tenant(), 'rent-collection')
  expect(words).toContain('£113.00 is owed.')
  expect(words).toMatch(/Service charge £512\.00/)
  expect(words).toMatch(/Housing benefit [-−–]£400\.00/)
})

const uses = [
  ['rent-collection', 'repairs-planner'],
  ['housing-benefit', 'lettings-officer'],
  ['service-charges', 'support-worker'],
] as const

test.each(uses)('for %s the account is read under that use, on record, and not by a %s', async (activity, other) => {
  const person = await tenant()
  const who = colleague('income-officer')
  const opened = await openTo(tested.gate, who, { activity, person, because: 'case' })
  expect(await opened.read(rentAccounts)).toMatchObject({ rows: [{ reference: 'A1' }] })
  const entries = await opened.read(rentEntries)
  expect(entries.ok && entries.rows.reduce((sum, { pence }) => sum + pence, 0)).toBe(11_300)
  for (const entry of await pageOfEvidence(on.database, { actor: `colleague:${who.id}` }))
    expect(entry).toMatchObject({ activity, basis: 'contract', categories: ['rent-account'], clauses: expect.arrayContaining(['U2']) })
  const asked = { activity, person, because: 'case' } as const
  const refused = await tested.gate.open(colleague(other), asked)
  expect(refused.ok ? await refused.read(rentAccounts) : refused).toMatchObject({ ok: false, why: 'refused' })
})
