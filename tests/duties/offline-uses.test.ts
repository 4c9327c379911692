import { beforeEach, expect, test } from 'vitest'
import { alarms } from '#duties/visits/alarms.ts'
import { offlineUses } from '#duties/visits/offline-uses.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const deps = { ...at.deps, gate: at.gate }
const fireAlarms = alarms(deps)
const warden = colleague('fire-warden')
const tell = (used: Temporal.Instant, who = warden) => offlineUses(deps).tell(who, { site: 'exeter', at: used, by: warden.id })
const onRecord = () =>
  on.asAdmin((session) =>
    session.query(`select outcome, detail->>'usedAt' as used from evidence where kind = 'read' and subject is null order by seq`),
  )

let start = noon
beforeEach(async () => {
  // Each test on a day of its own, so that no alarm reaches into the next.
  start = start.add({ hours: 24 })
  at.setNow(start)
})

test('a use of the list that is told of in time declares the alarm, once', async () => {
  expect(await tell(start.subtract({ minutes: 20 }))).toMatchObject({ ok: true })
  expect(await tell(start.subtract({ minutes: 20 }))).toMatchObject({ ok: true })
  expect(await fireAlarms.running()).toHaveLength(1)
})

test('a use that is told of when its alarm must be over is put on record and declares none', async () => {
  const used = start.subtract({ hours: 5 })
  expect(await tell(used)).toMatchObject({ ok: true })
  expect(await fireAlarms.running()).toEqual([])
  expect((await onRecord()).at(-1)).toMatchObject({ used: used.toString() })
})

test('an alarm that is told of late ends four hours after the list was used, and not after the report', async () => {
  await tell(start.subtract({ hours: 3 }))
  expect(await fireAlarms.running()).toMatchObject([{ declaredAt: start, endsAt: start.add({ hours: 1 }) }])
})

test('an alarm that somebody has ended since is not declared again', async () => {
  const declared = await fireAlarms.declare(warden, 'exeter')
  at.setNow(start.add({ minutes: 30 }))
  await fireAlarms.end(warden, declared.ok ? declared.alarm.id : '')
  at.setNow(start.add({ minutes: 40 }))
  await tell(start.add({ minutes: 10 }))
  expect(await fireAlarms.running()).toEqual([])
  await tell(start.add({ minutes: 35 }))
  expect(await fireAlarms.running()).toHaveLength(1)
})

test('a device whose clock is ahead has shown its list now and not later', async () => {
  await tell(start.add({ hours: 30 }))
  expect((await onRecord()).at(-1)).toMatchObject({ used: start.toString() })
})

test('whoever may not see a roll call puts a refusal on record and declares nothing', async () => {
  expect(await tell(start, colleague('housing-officer'))).toMatchObject({ ok: false, why: 'refused' })
  expect(await fireAlarms.running()).toEqual([])
})
