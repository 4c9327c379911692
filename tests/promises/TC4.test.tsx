import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Hold, placeHold, reviewHold } from '#duties/holds/holds.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import type { Colleague } from '#gate/judge.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { holds } from '#records/hold/hold.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const on = await testDatabase()
const { gate, deps, setNow } = await testGate(on, await livewest())
const manager = colleague('senior-manager')

async function opened<A extends 'call-recording' | 'call-quality' | 'complaints-handling'>(who: Colleague, activity: A, person: string) {
  const answer = await gate.open(who, { activity, person, because: 'check', vouched: ['private-setting'] })
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer
}

async function recorded(day = '2026-11-01') {
  const { person } = await putPerson(on)
  return { person, recording: await putRecording(on, person, day) }
}

const day = (date: string) => Temporal.PlainDate.from(date)
const placing = (recording: string) =>
  ({
    type: 'call-recording',
    item: recording,
    kind: 'abusive-call',
    why: 'Threats from the third minute on',
    reviewOn: day('2027-02-01'),
  }) as const

async function theHold(person: string): Promise<Hold> {
  const answer = await (await opened(manager, 'call-recording', person)).read(holds)
  const [found] = answer.ok ? answer.rows : []
  if (found === undefined) throw new Error('no hold was found')
  return found
}

async function sweptOn(date: string) {
  setNow(Temporal.Instant.from(`${date}T12:00:00Z`))
  return sweep({ ...deps, types: everyRecordType }, { dryRun: false })
}

async function reviewsOf(hold: string) {
  return (await tasks(deps).waiting(manager, null)).filter(({ about }) => about === hold).map(({ dueOn }) => dueOn.toString())
}

test('an abusive call is kept for its reason, to a senior manager alone, is reviewed on its day, and goes when the need ends', async () => {
  const { person, recording } = await recorded()
  const placed = await placeHold(deps, await opened(manager, 'call-recording', person), manager, placing(recording))
  if (!placed.ok) throw new Error(JSON.stringify(placed))
  // At once, and not from the next day on.
  expect(await (await opened(colleague('team-leader'), 'call-quality', person)).read(callRecordings)).toMatchObject({
    rows: [],
    onHold: { items: 1, refusal: { reasons: [{ code: 'stopped-by-on-hold' }] } },
  })
  expect(await (await opened(manager, 'call-quality', person)).read(callRecordings)).toMatchObject({ rows: [{ id: recording }] })
  expect(await theHold(person)).toMatchObject({
    reason: 'abusive-call',
    details: 'Threats from the third minute on',
    placedBy: 'Dee Marsh',
  })
  expect(await reviewsOf(placed.hold)).toEqual(['2027-02-01'])

  expect((await sweptOn('2027-02-01')).held).toMatchObject({ 'call-recording': 1 })
  const again = { outcome: 'kept', why: 'The police still ask', reviewOn: day('2027-02-20') } as const
  expect(await reviewHold(deps, await opened(manager, 'call-recording', person), manager, await theHold(person), again)).toEqual({
    ok: true,
  })
  expect(await reviewsOf(placed.hold)).toEqual(['2027-02-20'])

  expect((await sweptOn('2027-02-20')).held).toMatchObject({ 'call-recording': 1 })
  const over = { outcome: 'lifted', why: 'The case is closed' } as const
  expect(await reviewHold(deps, await opened(manager, 'call-recording', person), manager, await theHold(person), over)).toEqual({
    ok: true,
  })
  expect(await reviewsOf(placed.hold)).toEqual([])
  expect((await tasks(deps).past(manager)).filter(({ about }) => about === placed.hold)).toMatchObject([
    { done: { by: 'Dee Marsh' } },
    { done: { by: 'Dee Marsh' } },
  ])
  const { details } = await theHold(person)
  expect(details?.split('\n')).toEqual([
    'Threats from the third minute on',
    '2027-02-01, Dee Marsh: The police still ask',
    '2027-02-20, Dee Marsh: The case is closed',
  ])
  expect((await sweptOn('2027-02-21')).deleted).toMatchObject({ 'call-recording': 1 })
  const evidence = await pageOfEvidence(on.database, { subject: person, recordType: 'hold' })
  expect(evidence.filter(({ kind }) => kind === 'change')).toHaveLength(3)
})

test('from then on not even the sound is heard by anybody else, whoever had the record open', async () => {
  setNow(Temporal.Instant.from('2026-11-24T12:00:00Z'))
  const { person } = await putPerson(on)
  const call = { reference: 'PBX 1', direction: 'in', startedAt: '2026-11-24T10:00:00Z', seconds: 3, person } as const
  const taken = await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(3)))
  const id = taken.taken === 'stored' ? taken.recording : ''
  const leader = await opened(colleague('team-leader'), 'call-quality', person)
  const heard = async (by: typeof leader) => by.hear(callRecordings, { id, from: 0, to: 99 })
  expect(await heard(leader)).toMatchObject({ ok: true })
  expect(await placeHold(deps, await opened(manager, 'call-recording', person), manager, placing(id))).toMatchObject({ ok: true })
  expect(await heard(leader)).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'stopped-by-on-hold' }] } })
  expect(await heard(await opened(manager, 'call-quality', person))).toMatchObject({ ok: true })
})

test('a recording about a complaint is kept by whoever handles the complaint, who cannot open it from then on', async () => {
  setNow(Temporal.Instant.from('2026-11-24T12:00:00Z'))
  const { person, recording } = await recorded()
  const officer = colleague('complaints-officer')
  const open = await opened(officer, 'complaints-handling', person)
  expect(await open.read(callRecordings)).toMatchObject({ rows: [{ id: recording }] })
  const placed = await placeHold(deps, open, officer, { ...placing(recording), kind: 'complaint' })
  if (!placed.ok) throw new Error(JSON.stringify(placed))
  expect(await open.read(callRecordings)).toMatchObject({ rows: [], onHold: { items: 1 } })
  expect((await tasks(deps).waiting(officer, null)).map(({ about }) => about)).toContain(placed.hold)
})

test('a hold that would cover nothing is refused, and says so', async () => {
  setNow(Temporal.Instant.from('2026-11-24T12:00:00Z'))
  const { person, recording } = await recorded()
  const other = await recorded()
  const open = await opened(manager, 'call-recording', person)
  const placed = (more: object) => placeHold(deps, open, manager, { ...placing(recording), ...more })
  expect(await placed({ item: other.recording })).toEqual({ ok: false, why: 'item' })
  expect(await placed({ item: randomUUID() })).toEqual({ ok: false, why: 'item' })
  expect(await placed({ type: 'message' })).toEqual({ ok: false, why: 'type' })
  expect(await placed({ type: 'asset' })).toEqual({ ok: false, why: 'type' })
  expect(await placed({ type: 'tenure' })).toEqual({ ok: false, why: 'type' })
  expect(await placed({ reviewOn: day('2026-11-24') })).toEqual({ ok: false, why: 'review' })
  const leader = colleague('team-leader')
  const asLeader = await gate.open(colleague('team-leader', 'customer-service-adviser'), {
    activity: 'call-recording',
    person,
    because: 'check',
  })
  if (!asLeader.ok) throw new Error(JSON.stringify(asLeader.refusal))
  expect(await placeHold(deps, asLeader, leader, placing(recording))).toMatchObject({ ok: false, why: 'refused' })
  expect(await on.asAdmin((admin) => admin.query('select from hold where person_id = $1', [person]))).toEqual([])
})
