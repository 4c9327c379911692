import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { render } from 'preact-render-to-string'
import { afterAll, describe, expect, test } from 'vitest'
import { type Hold, placeHold, reviewHold } from '#duties/holds/holds.ts'
import { holdKindsOf } from '#duties/holds/kinds.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import type { Colleague } from '#gate/judge.ts'
import { callExceptions } from '#notice/hold-grounds.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { holds } from '#records/hold/hold.ts'
import { CallExceptions } from '#web/public-site/notice/call-exceptions.tsx'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const on = await testDatabase()
const released = await livewest()
const { gate, deps, setNow, publish } = await testGate(on, released)
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

describe('a ground that the clause does not name', () => {
  const without = (ground: string) =>
    changed(released, (edition) => ({
      ...edition,
      retention: edition.retention.map((rule) => ({ ...rule, exceptions: rule.exceptions?.filter((each) => each.ground !== ground) })),
    }))
  const grounds = ['legal-claim', 'police-request', 'access-request'] as const

  test.each(grounds)('keeps a recording only where the notice publishes it: %s', async (kind) => {
    setNow(Temporal.Instant.from('2026-11-24T12:00:00Z'))
    const { person, recording } = await recorded()
    const placed = async () => placeHold(deps, await opened(manager, 'call-recording', person), manager, { ...placing(recording), kind })
    await publish(without(kind))
    expect(holdKindsOf(without(kind).edition, callRecording)).not.toContain(kind)
    expect(await placed()).toEqual({ ok: false, why: 'ground' })
    await publish(released)
    expect(holdKindsOf(released.edition, callRecording)).toContain(kind)
    expect(await placed()).toMatchObject({ ok: true })
  })

  test('that the notice publishes no more keeps a recording no further than its next review', async () => {
    setNow(Temporal.Instant.from('2026-11-24T12:00:00Z'))
    const { person, recording } = await recorded()
    const open = await opened(manager, 'call-recording', person)
    await placeHold(deps, open, manager, { ...placing(recording), kind: 'legal-claim' })
    await publish(without('legal-claim'))
    const review = async (outcome: 'kept' | 'lifted') =>
      reviewHold(deps, await opened(manager, 'call-recording', person), manager, await theHold(person), {
        outcome,
        why: 'The claim goes on',
        reviewOn: day('2027-06-01'),
      })
    expect(await review('kept')).toEqual({ ok: false, why: 'ground' })
    expect(await review('lifted')).toEqual({ ok: true })
    await publish(released)
  })

  test('is refused where an import brings it, by its line and column', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assured-holds-'))
    afterAll(() => rm(folder, { recursive: true, force: true }))
    const rows = [
      ['H1', '', 'fraud'],
      ['H2', 'call-recording', 'fraud'],
      ['H3', 'contact-log', 'fraud'],
      ['H4', '', 'legal-claim'],
      ['H5', 'call-recording', 'complaint'],
    ]
    const lines = rows.map(([id, type, reason]) => `${id},P1,${type},${reason},Priya,2026-01-01,2027-01-01`)
    const texts = {
      'people.csv': 'reference,firstName\nP1,Amina\n',
      'holds.csv': `reference,person,recordType,reason,placedBy,placedOn,reviewOn\n${lines.join('\n')}\n`,
    }
    for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text)
    const report = await importCsv(deps, [join(folder, 'people.csv'), join(folder, 'holds.csv')])
    expect(report.refused.map(({ line, reason }) => [line, reason.slice(0, 53)])).toEqual([
      [2, '`reason` is no ground on which the notice lets record'],
      [3, '`reason` is no ground on which the notice lets record'],
    ])
  })

  test('is told to the public beside the clause, and apart from the notice’s own words', () => {
    const beside = (clauses: readonly string[]) => CallExceptions({ edition: released.edition, clauses })
    const shown = beside(['TC4'])
    const html = shown === null ? '' : render(shown)
    for (const ground of grounds) {
      const because = callExceptions(released.edition).find((each) => each.ground === ground)?.because
      expect(because).toMatch(/./)
      expect(html).toContain(because)
    }
    expect(html).toContain('This is not part of the notice itself.')
    expect(beside(['TC1'])).toBeNull()
  })
})
