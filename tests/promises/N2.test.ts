import { expect, test } from 'vitest'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate } = await testGate(on, await livewest())

test('who you are to us decides what applies: chasing rent opens nobody who pays none', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('income-officer')
  const about = { activity: 'rent-collection', person, because: 'case' } as const
  const tenant = await gate.open(officer, about)
  expect(tenant.ok && (await tenant.read(rentAccounts)).ok).toBe(true)
  await on.asAdmin((admin) => admin.query('update household_member set is_responsible = false where person_id = $1', [person]))
  expect(await gate.open(officer, about)).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'relationship-not-covered' }] } })
})

test('who is several things to us at once is each of them: a leaseholder who rents a garage too', async () => {
  const { person } = await putPerson(on, { tenureType: 'Leasehold' })
  const garage = await putPerson(on, { tenureType: 'Garage' })
  const officer = colleague('housing-officer')
  const renting = { activity: 'garage-letting', person, because: 'case' } as const
  expect(await gate.open(officer, renting)).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'relationship-not-covered' }] } })
  await on.asAdmin((admin) => admin.query('update household_member set person_id = $1 where person_id = $2', [person, garage.person]))
  expect(await gate.open(officer, renting)).toMatchObject({ ok: true })
  expect(await gate.open(colleague('income-officer'), { ...renting, activity: 'service-charges' })).toMatchObject({ ok: true })
  // Whom only the garage brought here is no leaseholder.
  expect(await gate.open(officer, { ...renting, activity: 'tenancy-management' })).toMatchObject({ ok: true })
  expect(await gate.open(officer, { activity: 'tenancy-management', person: garage.person, because: 'case' })).toMatchObject({ ok: false })
})
