import { expect, test } from 'vitest'
import { cardFigures } from '#duties/promises/card-figures.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { cardsOf } from '#notice/cards.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { remembered } from '#web/remembered.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, setNow } = await testGate(on, released)

// Evidence is dated by the database, so the day of the sweep is the machine's own.
const now = Temporal.Now.instant()
const daysAgo = (days: number) => now.toZonedDateTimeISO('Europe/London').toPlainDate().subtract({ days }).toString()

test('the first page says how many calls were deleted last night, as the sweep recorded it, and on which day it was not last night', async () => {
  setNow(now)
  expect((await cardFigures(deps)).get('calls')).toBe('Nothing has been deleted yet.')
  const { person } = await putPerson(on)
  for (const days of [100, 97, 96, 95, 91, 90, 89, 5]) await putRecording(on, person, daysAgo(days))
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  const figures = await cardFigures(deps)
  expect(figures.get('calls')).toBe('6 deleted last night.')
  expect(figures.get('cameras')).toBe('None was due last night.')
  expect(figures.get('how-long')).toMatch(/^\d+ deleted last night\.$/)
  for (const { id } of cardsOf(released.edition)) expect(figures.get(id), id).toMatch(/\w/)
  setNow(now.add({ hours: 48 }))
  expect((await cardFigures(deps)).get('calls')).toMatch(/^6 deleted on \d+ \w+ \d{4}, the last time\.$/)
})

test('figures are read once for many readers, and a reader does not wait for one that hangs or fails', async () => {
  let reads = 0
  const counted = remembered(async () => ++reads, { fresh: 60_000, patience: 5_000 })
  expect(await Promise.all([counted(), counted(), counted()])).toEqual([1, 1, 1])
  expect(await counted()).toBe(1)
  const hangs = remembered(() => new Promise<number>(() => {}), { fresh: 60_000, patience: 20 })
  expect(await hangs()).toBeNull()
  let fails = true
  const mends = remembered(async () => (fails ? Promise.reject(new Error('away')) : 7), { fresh: 50, patience: 5_000 })
  expect(await mends()).toBeNull()
  fails = false
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await mends()).toBe(7)
})
