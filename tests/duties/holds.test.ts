import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { whoOpensHeld } from '#duties/holds/kinds.ts'
import { sweep } from '#duties/retention/sweep.ts'
import type { Role } from '#notice/vocabulary.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { hold } from '#records/hold/hold.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const { gate, deps, setNow } = await testGate(on, await livewest())

async function listening(role: Role, person: string) {
  const asked = { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] } as const
  const opened = await gate.open(colleague(role), asked)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened.read(callRecordings)
}

test('a recording held for a complaint outlives its 90 days, is open to a senior manager alone, and goes when the need ends', async () => {
  const { person } = await putPerson(on)
  const recording = await putRecording(on, person, '2026-11-01')
  expect(await listening('team-leader', person)).toMatchObject({ rows: [{ id: recording }], onHold: null })
  const complaints = await gate.open(colleague('complaints-officer'), { activity: 'complaints-handling', person, because: 'case' })
  if (!complaints.ok) throw new Error(JSON.stringify(complaints.refusal))
  const id = randomUUID()
  const why = { recordType: 'call-recording', itemId: recording, reason: 'complaint', placedBy: 'Priya Nair' }
  const values = { ...why, placedOn: '2026-11-23', reviewOn: '2027-02-23' }
  expect(await complaints.collect(hold, { id, values, source: 'colleague', collectedAt: noon, clockFrom: null })).toEqual({ ok: true })

  expect(await listening('team-leader', person)).toMatchObject({
    rows: [],
    onHold: { items: 1, refusal: { reasons: [{ code: 'stopped-by-on-hold' }], clauses: expect.arrayContaining(['TC4']) } },
  })
  expect(await listening('senior-manager', person)).toMatchObject({ rows: [{ id: recording }], onHold: null })

  setNow(Temporal.Instant.from('2027-02-20T12:00:00Z'))
  const kept = await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  expect(kept).toMatchObject({ held: { 'call-recording': 1 } })
  expect(kept.deleted['call-recording']).toBe(undefined)
  await on.asAdmin((admin) => admin.query(`update hold set lifted_on = '2027-02-20' where id = $1`, [id]))
  expect(await sweep({ ...deps, types: everyRecordType }, { dryRun: false })).toMatchObject({ deleted: { 'call-recording': 1 } })
})

test('whoever places a hold is told who opens the item then, as the notice has it, and that it changes nothing where it does not', async () => {
  const { edition } = await livewest()
  expect(whoOpensHeld(edition, callRecording)).toEqual(['Senior manager'])
  expect(whoOpensHeld(edition, contactLog)).toBe(null)
})
