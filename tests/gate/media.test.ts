import { randomUUID } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import type { HearAnswer } from '#gate/media/media.ts'
import type { Role } from '#notice/vocabulary.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { segmentBytes } from '#store/vault/segments.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putHold, putPerson, putRecording } from '../support/people.ts'
import { inChunks, wavOf, wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const { gate, deps } = await testGate(on, await livewest())
const sound = wavOf(90)

async function recorded() {
  const { person } = await putPerson(on)
  const id = randomUUID()
  const system = colleague('customer-service-adviser', 'team-leader')
  const opened = await gate.open(system, { activity: 'call-recording', person, because: 'import' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const values = { startedAt: noon.toString(), seconds: 90, direction: 'in' }
  const item = { id, values, source: 'telephone-system', collectedAt: noon, clockFrom: today } as const
  const answer = await opened.collectMedia(callRecording, item, { bytes: inChunks(sound), type: () => 'audio/wav' })
  expect(answer).toEqual({ ok: true, bytes: sound.length })
  return { person, id }
}

type Asked = { readonly derived?: string; readonly from: number; readonly to: number }

async function hearing(person: string, role: Role, id: string, range: Asked, alone = true): Promise<HearAnswer> {
  const vouched = alone ? (['private-setting'] as const) : []
  const opened = await gate.open(colleague(role), { activity: 'call-quality', person, because: 'case', vouched })
  if (!opened.ok) return { ok: false, why: 'refused', refusal: opened.refusal }
  return opened.hear(callRecordings, { id, ...range })
}

const all = { from: 0, to: Number.MAX_SAFE_INTEGER }

describe('a recording', () => {
  test('is heard as it came in, whole or in part, and each part is on record before any of it leaves', async () => {
    const { person, id } = await recorded()
    const whole = await hearing(person, 'team-leader', id, all)
    if (!whole.ok) throw new Error(JSON.stringify(whole))
    expect(whole.stretch).toMatchObject({ type: 'audio/wav', bytes: sound.length, range: { from: 0, to: sound.length - 1 } })
    expect((await wholeOf(whole.stretch.read())).equals(sound)).toBe(true)
    const part = await hearing(person, 'team-leader', id, { from: 1_100_000, to: 1_200_000 })
    if (!part.ok) throw new Error(JSON.stringify(part))
    const looks = await pageOfEvidence(on.database, { subject: person, kind: 'read' })
    expect(looks).toMatchObject([
      { recordType: 'call-recording', detail: { item: id, from: 1_100_000, to: 1_200_000 } },
      { recordType: 'call-recording', detail: { item: id, from: 0, to: sound.length - 1 } },
    ])
    expect((await wholeOf(part.stretch.read())).equals(sound.subarray(1_100_000, 1_200_001))).toBe(true)
  })

  test.each([
    ['a team leader who is alone hears it', 'team-leader', true, true],
    ['a team leader who is not alone does not', 'team-leader', false, false],
    ['a repairs planner does not', 'repairs-planner', true, false],
    ['whoever runs the machine does not', 'system-administrator', true, false],
  ] as const)('%s', async (_, role, alone, heard) => {
    const { person, id } = await recorded()
    expect(await hearing(person, role, id, all, alone)).toMatchObject({ ok: heard })
  })

  test('from the moment it is on hold only a senior manager hears it', async () => {
    const { person, id } = await recorded()
    expect(await hearing(person, 'team-leader', id, all)).toMatchObject({ ok: true })
    await putHold(on, person, 'call-recording', id)
    expect(await hearing(person, 'team-leader', id, all)).toMatchObject({
      ok: false,
      why: 'refused',
      refusal: { reasons: [{ code: 'stopped-by-on-hold' }], clauses: expect.arrayContaining(['TC4']) },
    })
    expect(await hearing(person, 'senior-manager', id, all)).toMatchObject({ ok: true })
  })

  test('of which only the facts are held, or of another person’s, there is nothing to hear', async () => {
    const { person, id } = await recorded()
    const facts = await putRecording(on, person, '2026-11-01')
    expect(await hearing(person, 'team-leader', facts, all)).toEqual({ ok: false, why: 'absent' })
    const other = await putPerson(on)
    expect(await hearing(other.person, 'team-leader', id, all)).toEqual({ ok: false, why: 'absent' })
    expect(await hearing(person, 'team-leader', id, { from: sound.length, to: sound.length + 9 })).toEqual({ ok: false, why: 'beyond' })
  })

  test('cannot be heard once the person’s key is erased', async () => {
    const { person, id } = await recorded()
    await deps.keys.erase(person)
    expect(await hearing(person, 'team-leader', id, all)).toEqual({ ok: false, why: 'absent' })
  })

  test('that was altered on the disk gives no byte of what was altered', async () => {
    const { person, id } = await recorded()
    const [row] = await on.asAdmin((admin) => admin.query<{ media_id: string }>('select media_id from call_recording where id = $1', [id]))
    const path = join(on.data, 'vault', String(row?.media_id).slice(0, 2), String(row?.media_id))
    const bytes = await readFile(path)
    const inTheSecond = segmentBytes + 100
    bytes.writeUInt8(bytes.readUInt8(inTheSecond) ^ 1, inTheSecond)
    await writeFile(path, bytes)
    const answer = await hearing(person, 'team-leader', id, all)
    if (!answer.ok) throw new Error('it was not opened')
    let left = 0
    const listening = async () => {
      for await (const chunk of answer.stretch.read()) left += chunk.length
    }
    await expect(listening()).rejects.toMatchObject({ code: 'media-altered' })
    expect(left).toBe(segmentBytes)
  })

  test('that the database refuses leaves no bytes behind', async () => {
    const { person, id } = await recorded()
    const before = (await readdir(join(on.data, 'vault'), { recursive: true })).length
    const opened = await gate.open(colleague('customer-service-adviser'), { activity: 'call-recording', person, because: 'import' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const values = { startedAt: noon.toString(), seconds: 90, direction: 'in' }
    // The same id again.
    const item = { id, values, source: 'telephone-system', collectedAt: noon, clockFrom: today } as const
    const again = opened.collectMedia(callRecording, item, { bytes: inChunks(sound), type: () => 'audio/wav' })
    await expect(again).rejects.toMatchObject({ code: 'database-23505' })
    expect((await readdir(join(on.data, 'vault'), { recursive: true })).length).toBeLessThanOrEqual(before + 1)
  })
})

describe('what is made of a recording', () => {
  const drawing = Buffer.from('a drawing of it')
  const drawn = (whole: AsyncIterable<Uint8Array>) => ({ bytes: drawingOf(whole), type: () => 'application/octet-stream' })
  async function* drawingOf(whole: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
    expect((await wholeOf(whole)).equals(sound)).toBe(true)
    yield drawing
  }

  async function derived() {
    const { person, id } = await recorded()
    const opened = await gate.open(colleague('customer-service-adviser'), { activity: 'call-recording', person, because: 'import' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const derive = (item: string, by: 'collect' | 'use') =>
      opened.deriveMedia(callRecordings, { id: item, kind: 'waveform', by }, (whole) => drawn(whole.read()))
    return { person, id, derive }
  }
  const waveform = { derived: 'waveform', ...all }

  test('is shown to whoever may hear the recording, and to nobody else', async () => {
    const { person, id, derive } = await derived()
    expect(await hearing(person, 'team-leader', id, waveform)).toEqual({ ok: false, why: 'absent' })
    expect(await derive(id, 'collect')).toEqual({ ok: true, bytes: drawing.length })
    const answer = await hearing(person, 'team-leader', id, waveform)
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    expect((await wholeOf(answer.stretch.read())).equals(drawing)).toBe(true)
    const [look, made] = await pageOfEvidence(on.database, { subject: person })
    expect(look).toMatchObject({ kind: 'read', detail: { item: id, derived: 'waveform' } })
    expect(made).toMatchObject({ kind: 'change', act: 'collect', detail: { item: id, derived: 'waveform' } })
    expect(await hearing(person, 'team-leader', id, waveform, false)).toMatchObject({ ok: false, why: 'refused' })
    await putHold(on, person, 'call-recording', id)
    expect(await hearing(person, 'team-leader', id, waveform)).toMatchObject({ ok: false, why: 'refused' })
    await deps.keys.erase(person)
    expect(await hearing(person, 'senior-manager', id, waveform)).toEqual({ ok: false, why: 'absent' })
  })

  test('is made by whoever may, once, of what is there', async () => {
    const { id, derive } = await derived()
    const before = await files()
    expect(await derive(id, 'use')).toMatchObject({ ok: false, why: 'refused' })
    expect(await derive(randomUUID(), 'collect')).toEqual({ ok: false, why: 'absent' })
    await derive(id, 'collect')
    await expect(derive(id, 'collect')).rejects.toMatchObject({ code: 'database-23505' })
    expect(await files()).toBe(before + 1)
  })

  test('is not kept where the recording goes meanwhile', async () => {
    const { person, id } = await recorded()
    const before = await files()
    const opened = await gate.open(colleague('customer-service-adviser'), { activity: 'call-recording', person, because: 'import' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    async function* slow(whole: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
      await wholeOf(whole)
      await on.asAdmin((admin) => admin.query('delete from call_recording where id = $1', [id]))
      yield drawing
    }
    const asked = { id, kind: 'waveform', by: 'collect' } as const
    const made = opened.deriveMedia(callRecordings, asked, (whole) => ({ bytes: slow(whole.read()), type: () => 'image/svg+xml' }))
    await expect(made).rejects.toMatchObject({ code: 'database-23503', constraint: 'derived_media_parent' })
    expect(await files()).toBe(before)
  })

  async function files(): Promise<number> {
    const entries = await readdir(join(on.data, 'vault'), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).length
  }
})
