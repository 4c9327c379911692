import { expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())

test('a camera in the public part of an office stands in the register with its purpose and signs, and what it filmed goes after three months', async () => {
  const office = { name: 'Reception', site: 'Our office', purpose: 'Safety of visitors and colleagues', signs: 'At the entrance' }
  const camera = await registerCamera(at, 'OFFICE/1', office)
  expect(await film(at, camera, noon.subtract({ hours: 2 }))).toMatchObject({ taken: 'stored' })
  at.setNow(Temporal.Instant.from('2027-02-22T12:00:00Z'))
  expect((await sweep({ ...at.deps, types: everyRecordType }, { dryRun: false })).deleted.footage).toBeUndefined()
  at.setNow(Temporal.Instant.from('2027-02-23T12:00:00Z'))
  expect((await sweep({ ...at.deps, types: everyRecordType }, { dryRun: false })).deleted.footage).toBe(1)
})
