import { expect, test } from 'vitest'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { sweep } from '#duties/retention/sweep.ts'
import type { Edition } from '#notice/edition.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'

const released = await livewest()

const keptFor = (period: string) => (edition: Edition) => ({
  ...edition,
  id: `calls-${period}`,
  retention: edition.retention.map((rule) => (rule.id === 'call-recordings' ? { ...rule, period } : rule)),
})

/** A landlord whose sweep ran this morning, with one recorded call of `day`. */
async function swept(day: string) {
  const on = await testDatabase()
  const { deps, setNow, publish } = await testGate(on, released)
  const runAt = async (instant: string) => {
    setNow(Temporal.Instant.from(instant))
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  }
  await runAt('2026-11-23T00:00:30Z')
  await putRecording(on, (await putPerson(on)).person, day)
  const state = async (instant: string) => {
    setNow(Temporal.Instant.from(instant))
    const states = await promiseStates({ ...deps, tests: new Map() })
    const found = states.find(({ clause }) => clause === 'TC3')
    return { state: found?.state, says: found?.evidence }
  }
  return { runAt, state, publish }
}

test('what a new edition makes due at once waits for tonight’s sweep, and is a broken promise only when that did not come', async () => {
  const { runAt, state, publish } = await swept('2026-10-01')
  expect((await state('2026-11-23T12:00:00Z')).state).toBe('kept')
  await publish(changed(released, keptFor('P30D')))
  const waits = { state: 'waiting', says: expect.stringContaining('tonight’s sweep, the first under it, deletes it') }
  expect(await state('2026-11-23T12:00:00Z')).toEqual(waits)
  expect(await state('2026-11-24T00:00:30Z')).toEqual(waits)
  // 26 hours after the last sweep, and so two after the next was due.
  expect((await state('2026-11-24T02:01:00Z')).state).toBe('broken')
  await runAt('2026-11-24T03:00:00Z')
  expect((await state('2026-11-24T03:01:00Z')).state).toBe('in place')
})

test('what was overdue before it stays a broken promise: no edition hides it', async () => {
  const { state, publish } = await swept('2026-08-01')
  expect((await state('2026-11-23T12:00:00Z')).state).toBe('broken')
  await publish(changed(released, keptFor('P30D')))
  expect((await state('2026-11-23T12:00:00Z')).state).toBe('broken')
  await publish(changed(released, (edition) => ({ ...edition, id: 'reworded', title: 'Reworded' })))
  expect((await state('2026-11-23T12:00:00Z')).state).toBe('broken')
})

test('a call kept for less than the clause says keeps it, and one kept for longer breaks it', async () => {
  const { state, publish } = await swept('2026-11-20')
  await publish(changed(released, keptFor('P30D')))
  expect((await state('2026-11-23T12:00:00Z')).state).toBe('kept')
  await publish(changed(released, keptFor('P91D')))
  expect((await state('2026-11-23T12:00:00Z')).state).toBe('broken')
})
