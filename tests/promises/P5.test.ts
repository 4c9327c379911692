import { expect, test } from 'vitest'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

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
