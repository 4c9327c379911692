import { expect, test } from 'vitest'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { lastRun, pageOfEvidence } from '#evidence/read.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { worksOnce } from '../support/worker.ts'

const on = await testDatabase()
const { deps, setNow } = await testGate(on, await livewest())

async function stateOf(clause: string) {
  const states = await promiseStates({ ...deps, tests: new Map() })
  return states.find((each) => each.clause === clause)
}

test('a sweep that has not run, or not for more than 26 hours, is a broken promise for all to see', async () => {
  expect(await stateOf('P5')).toMatchObject({ state: 'broken', evidence: 'The sweep has not run yet.' })
  // The record of a sweep is dated by the database itself, so this test stands on today.
  setNow(Temporal.Now.instant())
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  expect(await stateOf('P5')).toMatchObject({ state: 'kept' })
  setNow(Temporal.Now.instant().add({ hours: 25 }))
  expect(await stateOf('P5')).toMatchObject({ state: 'kept' })
  setNow(Temporal.Now.instant().add({ hours: 27 }))
  expect(await stateOf('P5')).toMatchObject({ state: 'broken', evidence: 'The sweep last ran 27 hours ago.' })
})

const worked = async () => (await worksOnce(deps, async () => (await lastRun(on.database, 'sweep')).ended)).failed

test('what is due goes by itself, in one sweep of the day, and what went, by which rule and how much of it is on record', async () => {
  // Noon, so that the day does not end meanwhile.
  setNow(Temporal.Now.plainDateISO().add({ days: 2 }).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' }).toInstant())
  const { person } = await putPerson(on)
  const call = await putRecording(on, person, '2020-01-02')
  const sweeps = async () => (await pageOfEvidence(on.database, { kind: 'sweep' })).filter(({ recordType }) => recordType === null).length
  const before = await sweeps()
  expect(await worked()).toEqual([])
  expect(await on.asAdmin((admin) => admin.query('select from call_recording where id = $1', [call]))).toEqual([])
  expect((await pageOfEvidence(on.database, { kind: 'sweep', recordType: 'call-recording' }))[0]).toMatchObject({
    actor: 'system:sweep',
    act: 'delete',
    outcome: 'done',
    detail: { items: 1, digest: expect.any(String), rule: expect.any(String) },
  })
  // Later on the same day it has run already.
  setNow(deps.clock().add({ minutes: 1 }))
  expect(await worked()).toEqual([])
  expect(await sweeps()).toBe(before + 1)
})

test('a sweep that could not delete something has not run to its end: it is tried again, and the promise is broken meanwhile', async () => {
  setNow(Temporal.Now.instant().add({ hours: 96 }))
  const { person } = await putPerson(on)
  await putRecording(on, person, '2020-01-03')
  const refusing = `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '57014'; end $$;
    create trigger refuse before delete on call_recording execute function refuse()`
  await on.asAdmin((admin) => admin.query(refusing))
  const { ended } = await lastRun(on.database, 'sweep')
  expect(await worked()).toEqual(['sweep'])
  expect((await lastRun(on.database, 'sweep')).ended?.toString()).toBe(ended?.toString())
  expect(await stateOf('P5')).toMatchObject({ state: 'broken', evidence: expect.stringContaining('The newest try failed in part.') })
  await on.asAdmin((admin) => admin.query('drop function refuse() cascade'))
  expect(await worked()).toEqual([])
  expect(await on.asAdmin((admin) => admin.query('select from call_recording'))).toEqual([])
})
