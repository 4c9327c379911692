import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { type Going, sharingPath } from '../support/sharing-path.ts'
import { wholePerson } from '../support/whole-person.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const { goes } = sharingPath(on, tested, join(on.data, 'set-aside'))

test('a contractor gets nothing without an instruction in force, and that it was stopped is on record', async () => {
  const person = await wholePerson(on, tested.deps.keys)
  const estate: Going = {
    ...{ role: 'housing-officer', activity: 'tenancy-management', person, to: 'contractor' },
    what: [['contact-detail', 'contact-details']],
  }
  expect(await goes({ ...estate, signed: [] })).toMatchObject({
    left: false,
    lacks: expect.arrayContaining(['lacks-instruction-in-force']),
  })
  const stopped = await pageOfEvidence(on.database, { subject: person, outcome: 'refused' })
  expect(stopped).toContainEqual(expect.objectContaining({ act: 'share', reasons: expect.arrayContaining(['lacks-instruction-in-force']) }))
  expect(await goes({ ...estate, signed: ['instruction'] })).toMatchObject({ left: true })
})
