import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { replayErasures } from '#duties/retention/replay-erasures.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putHold, putPerson } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { gate } = await testGate(on, released)

/** A number stored at noon whose erasure was noted an hour later. */
async function notedNumber() {
  const { person } = await putPerson(on)
  const opened = await gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const id = randomUUID()
  const values = { contactType: 'phone', value: '01392 555 0101' }
  await opened.collect(contactDetail, { id, values, source: 'the-person', collectedAt: noon, clockFrom: null })
  return { person, noted: { kind: 'item', type: 'contact-detail', id, at: noon.add({ hours: 1 }).toString() } as const }
}

const hour = (hours: number) => noon.add({ hours }).toString()
const replay = (noted: Parameters<typeof replayErasures>[1]) =>
  on.asOwner((owner) => replayErasures(owner, noted, everyRecordType, released.hash))

test('an item that stands again is erased again', async () => {
  const { noted } = await notedNumber()
  expect(await replay([noted])).toEqual({ keys: 0, items: 1, left: 0 })
  expect(await replay([noted])).toEqual({ keys: 0, items: 0, left: 0 })
})

test('an erasure that was noted and never done does not beat a hold placed since', async () => {
  const { person, noted } = await notedNumber()
  const hold = await putHold(on, person)
  const placed = (at: string) => on.asAdmin((admin) => admin.query('update hold set collected_at = $2 where id = $1', [hold, at]))
  await placed(hour(2))
  expect(await replay([noted])).toEqual({ keys: 0, items: 0, left: 1 })
  // One from before the erasure was lifted before it: only an old backup still shows it.
  await placed(hour(0))
  expect(await replay([noted])).toEqual({ keys: 0, items: 1, left: 0 })
})
