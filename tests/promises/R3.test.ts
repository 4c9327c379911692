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
const estate: Going = {
  ...{ role: 'housing-officer', activity: 'tenancy-management', person, to: 'contractor' },
  what: [['contact-detail', 'contact-details']],
}

test('a contractor who looks after an estate gets how to reach somebody, on the ledger, and nothing of their account', async () => {
  const went = await goes({ ...estate, signed: ['instruction'] })
  if (!went.left) throw new Error(JSON.stringify(went))
  expect(went.line).toMatchObject({ recipient: 'contractor', outcome: 'left' })
  expect(went.contents).toContain('07700 900417')
  const account = await goes({ ...estate, signed: ['instruction'], what: [['rent-account', 'rent-account']] })
  expect(account.left).toBe(false)
})
