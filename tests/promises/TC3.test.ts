import { expect, test } from 'vitest'
import { figures } from '#duties/promises/live-figures.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const { deps, setNow } = await testGate(on, await livewest())

async function recordings(): Promise<number> {
  return (await on.asAdmin((admin) => admin.query('select from call_recording'))).length
}

test('a recording is deleted on day 90, not on day 89, and the deletion can be proved', async () => {
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-08-25')
  setNow(Temporal.Instant.from('2026-11-22T23:59:00Z'))
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  expect(await recordings()).toBe(1)
  expect(await figures.TC3?.(deps)).toEqual({ isKept: true, seen: 1, says: 'Oldest recording not on hold: 89 days.' })
  setNow(Temporal.Instant.from('2026-11-23T00:01:00Z'))
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  expect(await recordings()).toBe(0)
  expect((await pageOfEvidence(on.database, { recordType: 'call-recording' }))[0]).toMatchObject({
    kind: 'sweep',
    clauses: expect.arrayContaining(['TC3']),
    detail: { items: 1 },
  })
})

test('a recording that outstays its time by a single day shows as a broken promise', async () => {
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-08-25')
  setNow(Temporal.Instant.from('2026-11-23T12:00:00Z'))
  expect(await figures.TC3?.(deps)).toEqual({ isKept: true, seen: 1, says: 'Oldest recording not on hold: 90 days.' })
  setNow(Temporal.Instant.from('2026-11-24T00:01:00Z'))
  expect(await figures.TC3?.(deps)).toEqual({ isKept: false, seen: 1, says: 'Oldest recording not on hold: 91 days.' })
})
