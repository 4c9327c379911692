import { expect, test } from 'vitest'
import { household } from '#records/household-member/household-member.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate } = await testGate(on, await livewest())

test('who you are to us decides what applies: chasing rent opens nobody who pays none', async () => {
  const { person, tenure } = await putPerson(on)
  const officer = colleague('income-officer')
  const about = { activity: 'rent-collection', person, because: 'case' } as const
  const tenant = await gate.open(officer, about)
  expect(tenant.ok && (await tenant.read(rentAccounts)).ok).toBe(true)
  await on.asAdmin((admin) => admin.query('update household_member set is_responsible = false where person_id = $1', [person]))
  expect(await gate.open(officer, about)).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'relationship-not-covered' }] } })
  expect(household.category).toBe('household')
  expect(tenure).toMatch(/^[0-9a-f-]{36}$/)
})
