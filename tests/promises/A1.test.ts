import { expect, test } from 'vitest'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const { gate } = await testGate(on, await livewest())

test('all that is held about somebody is gathered, what is left out says why, and where nobody looked is told', async () => {
  const { person } = await putPerson(on)
  const other = await putPerson(on)
  await putRecording(on, person, '2026-11-02')
  await putRecording(on, other.person, '2026-11-03')
  const pack = await wholePack(gate, colleague('data-protection-officer'), person)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  const recordings = pack.sections.filter(({ type }) => type === 'call-recording').flatMap(({ items }) => items)
  expect(recordings.length).toBeGreaterThan(0)
  expect(pack.items['call-recording']).toBe(1)
  expect(pack.searched.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['person', 'contact-detail', 'rent-account', 'contact-log', 'hold']),
  )
  // No kind of record is passed over in silence.
  const told = new Set([...pack.searched.map(({ type }) => type), ...pack.withheld.map(({ type }) => type)])
  const unsearched = new Set(pack.notSearched.map(({ what }) => what))
  expect(everyRecordType.filter(({ name, title }) => !told.has(name) && !unsearched.has(title.many)).map(({ name }) => name)).toEqual([])
  for (const { reason } of pack.withheld) expect(reason).toMatch(/\S/)
  for (const { why } of pack.notSearched) expect(why).toMatch(/\S/)
  expect(pack.notSearched.length).toBeGreaterThan(0)
})

test('only the data protection team gathers it', async () => {
  const { person } = await putPerson(on)
  expect(await wholePack(gate, colleague('housing-officer'), person)).toMatchObject({ ok: false, why: 'refused' })
})
