import { beforeEach, expect, test } from 'vitest'
import { alarms } from '#duties/visits/alarms.ts'
import { offlineOpenings } from '#duties/visits/offline-openings.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const deps = { ...at.deps, gate: at.gate }
const fires = alarms(deps)
const warden = colleague('fire-warden')
const tell = (opened: Temporal.Instant, who = warden) => offlineOpenings(deps).tell(who, { site: 'exeter', at: opened, by: warden.id })
const onRecord = () =>
  on.asAdmin((session) =>
    session.query(`select outcome, detail->>'openedAt' as opened from evidence where kind = 'read' and subject is null order by seq`),
  )

let start = noon
beforeEach(async () => {
  // Each test on a day of its own, so that no alarm reaches into the next.
  start = start.add({ hours: 24 })
  at.setNow(start)
})

test('an opening that is told of in time declares the alarm, once', async () => {
  expect(await tell(start.subtract({ minutes: 20 }))).toMatchObject({ ok: true })
  expect(await tell(start.subtract({ minutes: 20 }))).toMatchObject({ ok: true })
  expect(await fires.running()).toHaveLength(1)
})

test('an opening that is told of when its alarm must be over is put on record and declares none', async () => {
  const opened = start.subtract({ hours: 5 })
  expect(await tell(opened)).toMatchObject({ ok: true })
  expect(await fires.running()).toEqual([])
  expect((await onRecord()).at(-1)).toMatchObject({ opened: opened.toString() })
})

test('an alarm that somebody has ended since is not declared again', async () => {
  const declared = await fires.declare(warden, 'exeter')
  at.setNow(start.add({ minutes: 30 }))
  await fires.end(warden, declared.ok ? declared.alarm.id : '')
  at.setNow(start.add({ minutes: 40 }))
  await tell(start.add({ minutes: 10 }))
  expect(await fires.running()).toEqual([])
  await tell(start.add({ minutes: 35 }))
  expect(await fires.running()).toHaveLength(1)
})

test('a device whose clock is ahead has opened its list now and not later', async () => {
  await tell(start.add({ hours: 30 }))
  expect((await onRecord()).at(-1)).toMatchObject({ opened: start.toString() })
})

test('whoever may not see a roll call puts a refusal on record and declares nothing', async () => {
  expect(await tell(start, colleague('housing-officer'))).toMatchObject({ ok: false, why: 'refused' })
  expect(await fires.running()).toEqual([])
})
