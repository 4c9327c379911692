import { expect, test } from 'vitest'
import { figures } from '#duties/promises/live-figures.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { clearVault } from '#duties/vault/clear.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { inChunks, undrawn } from '../support/sound.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())

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

test('its sound goes with it, and what is left is under another key', async () => {
  const { person } = await putPerson(on)
  const takenIn = async (day: string) => {
    setNow(Temporal.Instant.from(`${day}T12:00:00Z`))
    const call = { reference: `PBX ${day}`, direction: 'in', startedAt: `${day}T10:00:00Z`, seconds: 60, person } as const
    expect(await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(undrawn()))).toMatchObject({ taken: 'stored' })
  }
  await takenIn('2026-09-01')
  await takenIn('2026-09-02')
  const asked = { activity: 'call-quality', person, because: 'check', vouched: ['private-setting'] } as const
  const held = async () => {
    const opened = await gate.open(colleague('team-leader'), asked)
    const answer = opened.ok ? await opened.read(callRecordings) : opened
    return answer.ok ? answer.rows : []
  }
  const [one, other] = await held()
  expect(one?.mediaKey).toMatch(/./)
  expect(one?.mediaKey).not.toBe(other?.mediaKey)
  setNow(Temporal.Instant.from('2026-11-30T12:00:00Z'))
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  await clearVault({ ...deps, types: everyRecordType })
  const left = await held()
  expect(left).toMatchObject([{ startedAt: '2026-09-02T10:00:00Z' }])
  expect((await Array.fromAsync(deps.objects.list())).map(({ name }) => name)).toEqual([left[0]?.mediaId])
})
