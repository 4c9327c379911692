import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sweep } from '#duties/retention/sweep.ts'
import { footageNamedBy } from '#duties/rights/footage.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { camera } from '#records/camera/camera.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { footage } from '#records/footage/footage.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { letter, ok, requestAfter, takeStep } from '../support/rights.ts'

const on = await testDatabase()
const { deps, gate, setNow } = await testGate(on, await livewest())
const requests = rightsRequestsOf({ ...deps, gate })
const officer = colleague('data-protection-officer')
async function sweepOn(day: string): Promise<void> {
  setNow(Temporal.Instant.from(`${day}T03:00:00Z`))
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
}

async function isThere(table: string, id: string): Promise<boolean> {
  return (await on.asAdmin((admin) => admin.query(`select from ${table} where id = $1`, [id]))).length === 1
}

async function withdrawn(id: string, day: string): Promise<void> {
  setNow(Temporal.Instant.from(`${day}T12:00:00Z`))
  ok(await takeStep({ deps, gate }, officer, id, 'withdrawn', { values: { outcome: 'withdrawn' } }))
}

async function askedFor(person: string): Promise<string> {
  setNow(Temporal.Instant.from('2026-11-20T12:00:00Z'))
  return requestAfter({ deps, gate }, officer, ['identified'], { person, values: { receivedOn: '2026-11-02' } })
}

async function hears(role: 'data-protection-officer' | 'senior-manager', person: string): Promise<number> {
  const asked = { activity: 'rights-requests', because: 'rights-request', person, vouched: ['private-setting'] } as const
  const opened = await gate.open(colleague(role), asked)
  const read = opened.ok ? await opened.read(callRecordings) : opened
  return read.ok ? read.rows.length : 0
}

test('a call that is due tomorrow stays while somebody has asked for a copy of it, and goes in the sweep after they had their answer', async () => {
  const [asker, other] = [await putPerson(on), await putPerson(on)]
  // Day 90 is 21 November.
  const [theirs, others] = [await putRecording(on, asker.person, '2026-08-23'), await putRecording(on, other.person, '2026-08-23')]
  const id = await askedFor(asker.person)
  expect(await hears('data-protection-officer', asker.person)).toBe(1)
  await sweepOn('2026-11-21')
  expect([await isThere('call_recording', theirs), await isThere('call_recording', others)]).toEqual([true, false])
  // Past its day only a senior manager opens it (TC4).
  expect([await hears('data-protection-officer', asker.person), await hears('senior-manager', asker.person)]).toEqual([0, 1])
  await sweepOn('2026-11-25')
  expect(await isThere('call_recording', theirs)).toBe(true)
  await withdrawn(id, '2026-11-25')
  await sweepOn('2026-11-26')
  expect(await isThere('call_recording', theirs)).toBe(false)
  expect(await on.asAdmin((admin) => admin.query('select from kept_for_request'))).toEqual([])
})

test('what is kept for a request goes on its day once the request is found to be about somebody else', async () => {
  const { person } = await putPerson(on)
  const call = await putRecording(on, person, '2026-08-23')
  const id = await askedFor(person)
  await sweepOn('2026-11-21')
  const found = await requests.look(officer, id)
  if (!found.ok) throw new Error('not there')
  expect(await requests.undo(officer, found.request, 0)).toEqual({ ok: true })
  await sweepOn('2026-11-22')
  expect(await isThere('call_recording', call)).toBe(false)
})

test('who opened a record stays on it for a request, also past two years', async () => {
  const { person } = await putPerson(on)
  const opening = randomUUID()
  await on.asAdmin((admin) =>
    admin.query(
      `insert into identity_check (id, person_id, colleague, passed, asked, matched, checked_at) values ($1, $2, $3, true, 2, 2, '2024-11-01T09:00:00Z')`,
      [opening, person, randomUUID()],
    ),
  )
  const id = await askedFor(person)
  await sweepOn('2026-11-21')
  expect(await isThere('identity_check', opening)).toBe(true)
  await withdrawn(id, '2026-11-21')
  await sweepOn('2026-11-22')
  expect(await isThere('identity_check', opening)).toBe(false)
})

describe('footage', () => {
  const at = (time: string) => Temporal.Instant.from(time)
  const footages = footageNamedBy({ ...deps, gate })

  /** A camera, and what it filmed in two hours of 22 August, which go on 22 November. */
  async function filmedTwice() {
    const reference = `CAM-${randomUUID().slice(0, 8)}`
    const day = Temporal.PlainDate.from('2026-08-22')
    const place = await putItem(on, camera, { activity: 'cctv', collectedOn: day, values: { reference } })
    const piece = (from: string, to: string) =>
      putItem(on, footage, {
        ...{ activity: 'cctv', collectedOn: day, clockFrom: day, place },
        values: { startedAt: `2026-08-22T${from}:00Z`, endedAt: `2026-08-22T${to}:00Z` },
      })
    return { reference, named: await piece('09:00', '10:00'), other: await piece('10:00', '11:00') }
  }
  const nine = { from: at('2026-08-22T09:10:00Z'), to: at('2026-08-22T09:20:00Z') }

  test('of the camera and the time that a request names stays while it is open, and goes in the sweep after it is closed', async () => {
    const { reference, named, other } = await filmedTwice()
    const id = await askedFor((await putPerson(on)).person)
    expect(await footages.name(officer, id, { reference, span: nine })).toEqual({ ok: true })
    await sweepOn('2026-11-23')
    expect([await isThere('footage', named), await isThere('footage', other)]).toEqual([true, false])
    await sweepOn('2026-12-01')
    expect(await isThere('footage', named)).toBe(true)
    await withdrawn(id, '2026-12-01')
    await sweepOn('2026-12-02')
    expect(await isThere('footage', named)).toBe(false)
  })

  test('is kept before it is known whose data it is, and not once it is no longer named', async () => {
    const { reference, named } = await filmedTwice()
    setNow(at('2026-11-20T12:00:00Z'))
    const logged = await requests.log(officer, { ...letter, receivedOn: '2026-11-02' })
    if (!logged.ok) throw new Error('not logged')
    await footages.name(officer, logged.id, { reference, span: nine })
    await sweepOn('2026-11-23')
    expect(await isThere('footage', named)).toBe(true)
    const listed = await footages.of(officer, logged.id)
    const [one] = listed.ok ? listed.named : []
    expect(await footages.unname(officer, logged.id, { named: one?.id ?? '', version: one?.version ?? '' })).toMatchObject({ ok: true })
    await sweepOn('2026-11-24')
    expect(await isThere('footage', named)).toBe(false)
  })

  test('is named by a camera that there is and a time that has been, by those who answer requests', async () => {
    const { reference } = await filmedTwice()
    const id = await askedFor((await putPerson(on)).person)
    expect(await footages.name(officer, id, { reference: 'CAM-none', span: nine })).toEqual({ ok: false, why: 'no-camera' })
    const later = { from: nine.from, to: at('2026-11-21T12:00:00Z') }
    expect(await footages.name(officer, id, { reference, span: later })).toEqual({ ok: false, why: 'later' })
    expect(await footages.name(colleague('cctv-operator'), id, { reference, span: nine })).toMatchObject({ ok: false, why: 'refused' })
  })
})
