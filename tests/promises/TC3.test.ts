import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { figures } from '#duties/promises/live-figures.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { clearVault } from '#duties/vault/clear.ts'
import { digestOf } from '#evidence/digest.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putHold, putPerson, putRecording } from '../support/people.ts'
import { inChunks, undrawn } from '../support/sound.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())

const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

async function recordings(): Promise<number> {
  return (await on.asAdmin((admin) => admin.query('select from call_recording'))).length
}

test('a recording is deleted on day 90, not on day 89, and the deletion can be proved', async () => {
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-08-25')
  setNow(Temporal.Instant.from('2026-11-22T23:59:00Z'))
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  expect(await recordings()).toBe(1)
  expect(await figures.TC3?.(deps)).toMatchObject({
    isKept: true,
    seen: 1,
    says: { exactly: 'Oldest recording or copy not on hold: 89 days.' },
  })
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
  expect(await figures.TC3?.(deps)).toMatchObject({
    isKept: true,
    seen: 1,
    says: { exactly: 'Oldest recording or copy not on hold: 90 days.' },
  })
  setNow(Temporal.Instant.from('2026-11-24T00:01:00Z'))
  expect(await figures.TC3?.(deps)).toMatchObject({
    isKept: false,
    seen: 1,
    says: { exactly: 'Oldest recording or copy not on hold: 91 days.' },
  })
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

describe('an extract for training', () => {
  const called = '2026-08-25'
  const types = everyRecordType

  /** Made a week before the call is due, as a maker and a second colleague leave it. */
  async function extract(claim: string, releasedOn: string | null): Promise<string> {
    const { person } = await putPerson(on)
    const id = randomUUID()
    await rows(
      `insert into training_extract (id, activity, source, collected_at, edition, clock_from, claim, seconds, called_on, made_on, made_by,
          of_person, released_on, media_id, media_type, media_bytes)
        values ($1, 'call-training', 'colleague', $2, 'test', $3, $4, 6, $5, $3, 'Priya', $6, $7, gen_random_uuid(), 'audio/wav', 100)`,
      [id, '2026-11-16T09:00:00Z', '2026-11-16', claim, called, person, releasedOn],
    )
    return id
  }
  const isThere = async (id: string) => (await rows('select from training_extract where id = $1', [id])).length === 1
  async function sweptOn(moment: string) {
    setNow(Temporal.Instant.from(moment))
    await sweep({ ...deps, types }, { dryRun: false })
  }

  test.each([
    ['waits for a second colleague to say that nobody can be recognised', 'nobody-identifiable', null],
    ['was released because everybody on it agreed', 'consent', '2026-11-17'],
    ['waits for somebody to agree', 'consent', null],
  ])('that %s is deleted on day 90 of its call, with its sound and with proof', async (_, claim, releasedOn) => {
    const id = await extract(claim, releasedOn)
    const [sound] = await rows('select media_id from training_extract where id = $1', [id])
    await sweptOn('2026-11-22T23:59:00Z')
    expect(await isThere(id)).toBe(true)
    expect(await figures.TC3?.(deps)).toMatchObject({ isKept: true })
    await sweptOn('2026-11-23T00:01:00Z')
    expect(await isThere(id)).toBe(false)
    expect(await rows('select media_id from media_gone where media_id = $1', [sound?.media_id])).toHaveLength(1)
    const [proof] = await pageOfEvidence(on.database, { recordType: 'training-extract' })
    expect(proof).toMatchObject({
      kind: 'sweep',
      clauses: expect.arrayContaining(['TC3']),
      detail: { items: 1, rule: 'call-recordings', digest: digestOf([id]) },
    })
    await clearVault({ ...deps, types })
  })

  test('goes on that day also where the recording itself is kept for a reason', async () => {
    const { person } = await putPerson(on)
    const recording = await putRecording(on, person, called)
    await putHold(on, person, 'call-recording', recording)
    const id = await extract('consent', '2026-11-17')
    await sweptOn('2026-11-23T00:01:00Z')
    expect(await isThere(id)).toBe(false)
    expect(await rows('select from call_recording where id = $1', [recording])).toHaveLength(1)
  })

  test('that outstays its call shows as a broken promise', async () => {
    await extract('consent', '2026-11-17')
    setNow(Temporal.Instant.from('2026-11-24T00:01:00Z'))
    expect(await figures.TC3?.(deps)).toMatchObject({
      isKept: false,
      seen: 1,
      says: { exactly: 'Oldest recording or copy not on hold: 91 days.' },
    })
    await sweptOn('2026-11-24T00:02:00Z')
  })

  test('in which nobody can be recognised may be kept for a year, and is no copy of a call that could be told apart', async () => {
    const id = await extract('nobody-identifiable', '2026-11-17')
    await sweptOn('2027-11-15T12:00:00Z')
    expect(await isThere(id)).toBe(true)
    await sweptOn('2027-11-16T12:00:00Z')
    expect(await isThere(id)).toBe(false)
  })
})
