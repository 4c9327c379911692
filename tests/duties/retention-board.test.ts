import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { believe } from '#duties/retention/believed-clock.ts'
import { retentionBoard } from '#duties/retention/board.ts'
import { knownHolds } from '#duties/retention/known-holds.ts'
import { reviews } from '#duties/retention/review.ts'
import { raiseReviews } from '#duties/retention/review-task.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { openWaits, placeWait, stopsAll } from '#duties/retention/wait.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { tableOf } from '#gate/columns.ts'
import type { Colleague } from '#gate/judge.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Role } from '#notice/vocabulary.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { person } from '#records/person/person.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putHold, putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow, erasures } = await testGate(on, released)
const everything = { ...deps, gate, types: everyRecordType }
const review = reviews(everything)
const day = (text: string) => Temporal.PlainDate.from(text)
const noonOn = (text: string) => setNow(Temporal.Instant.from(`${text}T12:00:00Z`))
const gone = { ok: false, why: 'gone' }
const protection = colleague('data-protection-officer')

/** Looks, as a page does, and decides of what was seen. */
async function remove(who: Colleague, type: RecordType, id: string) {
  const looked = await review.look(who, type, id)
  return looked.ok ? review.remove(who, looked) : looked
}
async function keep(type: RecordType, id: string, kept: { reason: string; until: Temporal.PlainDate }) {
  const looked = await review.look(protection, type, id)
  return looked.ok ? review.keep(protection, looked, kept) : looked
}

const sweeper = roleName(on.schema, 'sweeper')

beforeEach(async () => {
  await on.asAdmin(async (admin) => {
    await admin.query(`truncate ${everyRecordType.map(tableOf).join(', ')}, leaver, without_tenancy, task, source_conflict cascade`)
    await admin.query('truncate deletion_wait, deletion_wait_item')
  })
  // The clock of these tests stands where it says, whatever the machine's own says.
  await on.database.transaction(sweeper, (session) => believe(session, Temporal.Instant.from('2026-11-23T12:00:00Z')))
})

/** An old note of a complaint whose end nobody noted. */
async function putWaiting() {
  const { person: tenant } = await putPerson(on)
  const id = await putItem(on, contactLog, { activity: 'complaints-handling', collectedOn: day('2001-03-01'), person: tenant })
  noonOn('2026-11-23')
  return { tenant, id }
}

const stands = async (id: string) => (await on.asAdmin((admin) => admin.query('select from contact_log where id = $1', [id]))).length > 0

describe('the retention board', () => {
  test('counts what is held by how much of its time is over, and tells what goes tonight from what a hold keeps', async () => {
    const { person: tenant } = await putPerson(on)
    // 90 days: on 23 November those of 10 August and 25 August are past or at the line.
    for (const when of ['2026-11-20', '2026-10-20', '2026-09-20', '2026-09-05', '2026-08-25']) await putRecording(on, tenant, when)
    const held = await putRecording(on, tenant, '2026-08-10')
    await putHold(on, tenant, 'call-recording', held)
    await putItem(on, callRecording, { activity: 'call-recording', collectedOn: day('2026-11-01'), person: tenant })
    noonOn('2026-11-22')
    const board = await retentionBoard(everything)
    expect(board.kinds.find(({ type }) => type === callRecording)).toMatchObject({ ages: [1, 1, 1, 2, 1], notBegun: 1 })
    expect(board).toMatchObject({ tonight: new Map([['call-recording', 1]]), held: new Map([['call-recording', 1]]), holds: 1 })
    // The day is what the sweep takes: nothing on the board goes by another count.
    noonOn('2026-11-23')
    expect((await sweep(everything, { dryRun: false })).deleted).toEqual({ 'call-recording': 1 })
    expect(await retentionBoard(everything)).toMatchObject({ tonight: new Map(), went: { types: [{ type: 'call-recording', items: 1 }] } })
  })

  test('counts each item once, whichever of its rules would end it', async () => {
    const { person: tenant } = await putPerson(on)
    await putPerson(on, { tenureEnded: '2025-11-23' })
    await putItem(on, contactLog, {
      activity: 'tenancy-management',
      collectedOn: day('2025-01-01'),
      clockFrom: day('2025-01-01'),
      person: tenant,
    })
    noonOn('2026-11-22')
    await sweep(everything, { dryRun: false })
    const { kinds } = await retentionBoard(everything)
    const held = (type: unknown) => kinds.find((each) => each.type === type)
    const of = (type: unknown) => (held(type)?.ages.reduce((all, each) => all + each, 0) ?? 0) + (held(type)?.notBegun ?? 0)
    expect([of(person), of(contactLog)]).toEqual([2, 1])
    // One lives here still, and the time of the other has begun.
    expect(held(person)).toMatchObject({ notBegun: 1 })
  })

  test('says that the sweep is late once it has not run for more than a day and two hours', async () => {
    await sweep(everything, { dryRun: false })
    const { ended } = (await retentionBoard(everything)).last
    setNow((ended ?? deps.clock()).add({ hours: 26 }))
    expect((await retentionBoard(everything)).late).toBe(false)
    setNow((ended ?? deps.clock()).add({ hours: 27 }))
    expect((await retentionBoard(everything)).late).toBe(true)
  })

  test('tells of a hold to those who work on it, without the words of its reason, and to nobody else', async () => {
    const { person: tenant } = await putPerson(on)
    await putHold(on, tenant, null, null, deps.keys)
    const known = (role: Role) => knownHolds(gate, released.edition, colleague(role))
    const [theirs, ...others] = await known('complaints-officer')
    expect([theirs, others]).toMatchObject([{ reviewOn: '2027-01-01' }, []])
    expect(theirs).not.toHaveProperty('reason')
    for (const role of ['repairs-planner', 'system-administrator'] as const) expect(await known(role)).toEqual([])
    expect(await retentionBoard(everything)).toMatchObject({ holds: 1 })
  })
})

describe('what waits for a review', () => {
  test('is listed for the data protection team, and for nobody else', async () => {
    const { tenant, id } = await putWaiting()
    const item = { id, type: 'contact-log', person: tenant, clockFrom: null }
    expect(await review.list(protection, 50)).toMatchObject({ ok: true, rows: [item] })
    const refusal = { reasons: [{ code: 'role-not-in-activity' }] }
    expect(await review.list(colleague('housing-officer'), 50)).toMatchObject({ ok: false, why: 'refused', refusal })
    expect(await pageOfEvidence(on.database, { actor: `colleague:${protection.id}`, kind: 'read', limit: 1 })).toMatchObject([
      { activity: 'rights-requests', detail: { items: 1 } },
    ])
  })

  test('is kept on with a reason and a day, and waits no longer', async () => {
    const { id } = await putWaiting()
    const kept = { reason: 'The ombudsman still asks about it.', until: day('2027-06-01') }
    expect(await keep(contactLog, id, kept)).toEqual({ ok: true })
    expect(await review.list(protection, 50)).toEqual({ ok: true, rows: [] })
    expect(await stands(id)).toBe(true)
    const known = await knownHolds(gate, released.edition, protection)
    expect(known).toMatchObject([{ itemId: id, placedBy: 'Dee Marsh', reviewOn: '2027-06-01' }])
    // The words of a reason may be about anybody: they are read where the hold is opened, and nowhere else.
    expect(JSON.stringify(known)).not.toContain('ombudsman')
    expect(await remove(protection, contactLog, id)).toEqual(gone)
  })

  test('is deleted for good: it is on record who did, and a restored backup loses it again', async () => {
    const { tenant, id } = await putWaiting()
    expect(await remove(protection, contactLog, id)).toEqual({ ok: true })
    expect(await stands(id)).toBe(false)
    expect(await pageOfEvidence(on.database, { kind: 'erasure', subject: tenant })).toMatchObject([
      { actor: `colleague:${protection.id}`, act: 'delete', recordType: 'contact-log', reasons: ['review'], detail: { items: 1 } },
    ])
    expect(await erasures.read()).toContainEqual(expect.objectContaining({ kind: 'item', type: 'contact-log', id }))
    expect(await remove(protection, contactLog, id)).toEqual(gone)
  })

  test('is not deleted while the clock is not believed, and is once it is', async () => {
    const { id } = await putWaiting()
    const leapt = { cause: 'clock-gap', since: deps.clock(), believed: deps.clock().subtract({ hours: 2880 }) } as const
    await on.database.transaction(sweeper, (session) => placeWait(session, leapt, released.hash))
    expect(await remove(protection, contactLog, id)).toEqual({ ok: false, why: 'clock' })
    expect(await stands(id)).toBe(true)
    await on.asAdmin((admin) => admin.query(`update deletion_wait set confirmed_at = now(), confirmed_by = 'system:operator'`))
    expect(await remove(protection, contactLog, id)).toEqual({ ok: true })
  })

  test('is not deleted by a clock that leapt a moment ago, before anybody else looked at it', async () => {
    const { tenant } = await putWaiting()
    // Six years short of its day.
    const young = await putItem(on, contactLog, { activity: 'complaints-handling', collectedOn: day('2026-03-01'), person: tenant })
    noonOn('2040-11-23')
    expect(await remove(protection, contactLog, young)).toEqual({ ok: false, why: 'clock' })
    expect(stopsAll(await openWaits(on.database))).toBe(true)
    expect(await stands(young)).toBe(true)
  })

  test('is not decided by who may not see it, and what does not wait is not deleted this way', async () => {
    const { tenant, id } = await putWaiting()
    expect(await remove(colleague('housing-officer'), contactLog, id)).toMatchObject({ ok: false, why: 'refused' })
    const young = await putItem(on, contactLog, { activity: 'complaints-handling', collectedOn: day('2026-03-01'), person: tenant })
    for (const other of [young, randomUUID()]) expect(await remove(protection, contactLog, other)).toEqual(gone)
    expect([await stands(id), await stands(young)]).toEqual([true, true])
  })

  test('stays where something that is kept hangs on it', async () => {
    const caller = await putItem(on, person, { activity: 'complaints-handling', collectedOn: day('2001-03-01') })
    await putItem(on, contactLog, {
      activity: 'contact-handling',
      collectedOn: day('2026-03-01'),
      clockFrom: day('2026-03-01'),
      person: caller,
    })
    noonOn('2026-11-23')
    await sweep(everything, { dryRun: false })
    expect(await review.list(protection, 50)).toMatchObject({ ok: true, rows: [{ id: caller }] })
    expect(await remove(protection, person, caller)).toEqual({ ok: false, why: 'referred' })
  })

  test('is a task of the team’s while anything waits, and none once nothing does', async () => {
    const { id } = await putWaiting()
    const list = tasks(deps)
    const waiting = async () => (await list.waiting(protection, null)).map(({ kind }) => kind)
    await raiseReviews(deps, await sweep(everything, { dryRun: false }))
    await raiseReviews(deps, await sweep(everything, { dryRun: false }))
    expect(await waiting()).toEqual(['retention-review'])
    await remove(protection, contactLog, id)
    await raiseReviews(deps, await sweep(everything, { dryRun: false }))
    expect(await waiting()).toEqual([])
  })
})
