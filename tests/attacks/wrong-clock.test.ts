import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { run } from '#cli/run.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { sweepIfDue } from '#worker/worker.ts'
import { openSystem, type Running } from '../../src/main/system.ts'
import { contextOf } from '../cli/context.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { home, schema } from '../support/places.ts'
import { settingsOf } from '../support/settings.ts'

type Length = Temporal.DurationLike
const day = (days: number): Length => ({ hours: 24 * days })

const opened: Running[] = []
const folders: string[] = []
afterEach(closeAll)
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function closeAll(): Promise<void> {
  for (const running of opened.splice(0)) await running.close()
}

/** A landlord of its own, whose clock a test can move, with recordings of as many days ago as are named. */
async function landlord(recorded: readonly number[], settings: { readonly longestGap?: Temporal.Duration } = {}) {
  const data = await begunFolder('empty')
  folders.push(data)
  let ahead: Length = { hours: 0 }
  const clock = () => Temporal.Now.instant().add(ahead)
  const start = async (): Promise<Running> => {
    const running = await openSystem({ ...settingsOf(data), ...settings }, home, clock)
    opened.push(running)
    return running
  }
  const admin: Parameters<typeof putPerson>[0]['asAdmin'] = async (work) =>
    asAdmin(await targetOf((await startServer(data)).admin, schema, data), work)
  const running = await start()
  const { person } = await putPerson({ asAdmin: admin })
  for (const days of recorded) {
    await putRecording({ asAdmin: admin }, person, Temporal.Now.plainDateISO('Europe/London').subtract({ days }).toString())
  }
  await running.sweep({ dryRun: false })
  return {
    clock,
    running,
    admin,
    leap: (to: Length) => (ahead = to),
    /** Makes the key of somebody of whom nothing else is kept. */
    sealedFor: (somebody: string) =>
      running.deps.keys.seal(somebody, { table: 'contact_log', row: somebody, category: 'contact-log' }, { words: '' }),
    /** Stops what runs, and starts again. */
    async again(): Promise<Running> {
      await closeAll()
      return start()
    },
    async recordings(): Promise<number> {
      return (await admin((session) => session.query('select from call_recording'))).length
    },
    /** What the database's own clock would have dated, had it leapt too. */
    evidenceAt: (instant: Temporal.Instant, kind: 'read' | 'sweep') =>
      admin((session) =>
        session.query(`insert into evidence (at, kind, actor, outcome) values ($1, $2, 'system:sweep', 'done')`, [
          instant.toString(),
          kind,
        ]),
      ),
  }
}

const confirm = (running: Running, shown: number) => running.confirm({ waits: null, shown, by: { actor: 'system:operator', role: null } })

async function statesOf(running: Running, ...clauses: readonly string[]) {
  return (await running.promises()).filter(({ clause }) => clauses.includes(clause)).map(({ state }) => state)
}

const said = async (running: Running, what: string) => (await running.doctor()).find((line) => line.what === what)

test('a start with the clock 120 days ahead takes nothing away, says what would go, and goes on once it is confirmed', async () => {
  const { leap, again, admin, recordings, sealedFor } = await landlord([1, 20, 89])
  const [alone, noBytes] = [randomUUID(), randomUUID()]
  const leavers = () => admin((session) => session.query('select from person_key where person_id = $1', [alone]))
  const gone = () => admin((session) => session.query('select from media_gone where media_id = $1', [noBytes]))
  const tasks = () => admin((session) => session.query(`select from task where kind = 'footage-request'`))
  await admin(async (session) => {
    await session.query('insert into media_gone (media_id) values ($1)', [noBytes])
    await session.query(
      `insert into task (kind, role, about, due_on, done_at) values ('footage-request', 'data-protection-officer', $1, current_date, now() - interval '300 days')`,
      [alone],
    )
  })
  await sealedFor(alone)
  await admin((session) => session.query(`update person_key set made_at = now() - interval '30 days' where person_id = $1`, [alone]))
  leap(day(120))
  for (const start of ['first', 'second']) {
    const running = await again()
    const report = await running.sweep({ dryRun: false })
    expect(report.deleted, start).toEqual({})
    expect(report.waits).toMatchObject([{ cause: 'clock-gap', goes: { 'call-recording': 3 } }])
    expect((await running.reconcileVault()).orphans).toBe(0)
  }
  expect([await recordings(), (await leavers()).length, (await gone()).length, (await tasks()).length]).toEqual([3, 1, 1, 1])
  const running = await again()
  expect((await running.sweep({ dryRun: true })).deleted).toEqual({ 'call-recording': 3 })
  expect(await statesOf(running, 'P5', 'RT1', 'TC3', 'CV2', 'TC4')).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'waiting'])
  expect(await said(running, 'deletion')).toMatchObject({ well: false, says: expect.stringContaining('3 call-recording would go') })
  const command = (...words: readonly string[]) => run(['sweep', ...words], () => contextOf({ system: async () => running }))
  const plain = await command()
  expect(plain).toMatchObject({ exit: 1, out: expect.stringContaining('3 call-recording would go') })
  expect(plain.err).toContain('./assured sweep --confirm 3')
  // What was not shown is not confirmed.
  expect(await command('--confirm', '2')).toMatchObject({ exit: 1, err: expect.stringContaining('3 would go by now') })
  expect(await command('--confirm', 'yes')).toMatchObject({ exit: 2 })
  expect(await command('--confirm', '3', '--dry-run')).toMatchObject({ exit: 2 })
  expect(await recordings()).toBe(3)
  expect(await command('--confirm', '3')).toMatchObject({ exit: 0, out: 'confirmed\ndeleted 3 call-recording\n' })
  expect([await recordings(), (await leavers()).length, (await gone()).length, (await tasks()).length]).toEqual([0, 0, 0, 0])
  expect(await statesOf(running, 'P5', 'RT1', 'TC3')).toEqual(['kept', 'kept', 'in place'])
  // The gap is measured from the confirmation: the next night is like any other.
  leap(day(121))
  expect((await (await again()).sweep({ dryRun: false })).waits).toEqual([])
  const rows = await pageOfEvidence(opened[0]?.deps.database ?? running.deps.database, { kind: 'decision' })
  expect(rows.map(({ act, reasons }) => [act, reasons])).toEqual([['confirm', ['clock-gap']]])
}, 180_000)

test('a machine that was off for a day or two goes on by itself, and one that was off for a week asks once', async () => {
  const { leap, again, recordings } = await landlord([89])
  leap({ hours: 47 })
  expect((await (await again()).sweep({ dryRun: false })).deleted).toEqual({ 'call-recording': 1 })
  expect(await recordings()).toBe(0)
  leap(day(9))
  const running = await again()
  expect((await running.sweep({ dryRun: false })).waits).toMatchObject([{ cause: 'clock-gap', goes: {} }])
  expect(await confirm(running, 0)).toMatchObject({ ok: true })
  expect((await running.sweep({ dryRun: false })).waits).toEqual([])
}, 120_000)

test('the landlord says how long a gap is believed', async () => {
  const { leap, again } = await landlord([89], { longestGap: Temporal.Duration.from({ days: 10 }) })
  leap(day(9))
  expect((await (await again()).sweep({ dryRun: false })).deleted).toEqual({ 'call-recording': 1 })
}, 120_000)

test('after a leap to 2030 and back the sweep is late, asks once, and then runs every day, though a sweep of 2030 is on record', async () => {
  const { leap, again, clock, evidenceAt } = await landlord([89])
  const in2030 = Temporal.Instant.from('2030-01-01T00:00:00Z')
  await evidenceAt(in2030, 'sweep')
  const running = await again()
  const work = {
    clock,
    lastSweep: running.lastSweep,
    sweep: () => running.sweep({ dryRun: false, byTimer: true }),
  }
  expect(await sweepIfDue(work)).toBe(true)
  expect(await running.waits()).toMatchObject([{ cause: 'clock-behind' }])
  expect((await running.promises()).find(({ clause }) => clause === 'RT1')).toMatchObject({
    state: 'waiting',
    evidence: expect.stringContaining('still to come'),
  })
  expect(await said(running, 'sweep')).toMatchObject({ well: false, says: expect.stringContaining('still to come') })
  expect(await confirm(running, 0)).toMatchObject({ ok: true })
  // Whatever lies ahead on record, what is recorded from now on counts.
  expect(await sweepIfDue(work)).toBe(true)
  expect(await sweepIfDue(work)).toBe(false)
  expect(await said(running, 'sweep')).toMatchObject({ well: true, says: expect.stringContaining('within the hour') })
  expect(await statesOf(running, 'P5', 'RT1')).toEqual(['kept', 'kept'])
  for (const days of [1, 2, 3]) {
    leap(day(days))
    await running.lookAtClock()
    expect(await sweepIfDue(work), `day ${days}`).toBe(true)
    expect(await sweepIfDue(work), `day ${days}`).toBe(false)
  }
  expect(await running.waits()).toEqual([])
}, 120_000)

test('a clock that is set right by a few minutes is believed, and one that is more than five behind is not', async () => {
  const { leap, again } = await landlord([])
  leap({ minutes: -4 })
  expect((await (await again()).sweep({ dryRun: false })).waits).toEqual([])
  leap({ minutes: -10 })
  const running = await again()
  expect((await running.sweep({ dryRun: false })).waits).toMatchObject([{ cause: 'clock-behind' }])
  expect(await confirm(running, 0)).toMatchObject({ ok: true })
  expect((await running.sweep({ dryRun: false })).waits).toEqual([])
}, 120_000)

test('a clock that leaps while the system runs is seen, though colleagues worked on before it was', async () => {
  const { leap, running, clock, evidenceAt, recordings } = await landlord([1])
  leap(day(120))
  // Dated by the leapt clock, a minute before the worker looks: the gap is no smaller for it.
  await evidenceAt(clock(), 'read')
  await running.deps.record([systemEntry({ kind: 'system', actor: 'system:test', act: 'view', edition: null, detail: {} })])
  await running.lookAtClock()
  const work = { clock, lastSweep: running.lastSweep, sweep: () => running.sweep({ dryRun: false, byTimer: true }) }
  expect(await sweepIfDue(work)).toBe(true)
  expect(await running.waits()).toMatchObject([{ goes: { 'call-recording': 1 } }])
  expect(await recordings()).toBe(1)
  // It goes on waiting when the clock has come back: somebody has to have seen it.
  leap({ hours: 0 })
  expect((await running.sweep({ dryRun: false })).waits).toHaveLength(1)
}, 120_000)

test('a confirmation is for what was shown: a clock that leaps again before it, or after it, waits again', async () => {
  const { leap, again, recordings } = await landlord([1, 20, 40, 60, 89])
  leap(day(4))
  const first = await again()
  expect((await first.sweep({ dryRun: false })).waits).toMatchObject([{ goes: { 'call-recording': 1 } }])
  leap(day(400))
  expect(await confirm(first, 1)).toEqual({ ok: false, why: 'grown', goes: { 'call-recording': 5 } })
  leap(day(4))
  expect(await confirm(first, 1)).toMatchObject({ ok: true })
  leap(day(400))
  expect((await first.sweep({ dryRun: false })).waits).toMatchObject([{ goes: { 'call-recording': 5 } }])
  expect(await recordings()).toBe(5)
}, 120_000)

test('killed between the confirmation and the sweep, the next start sweeps without asking again', async () => {
  const { leap, again, recordings } = await landlord([1])
  leap(day(120))
  const running = await again()
  await running.sweep({ dryRun: false })
  expect(await confirm(running, 1)).toMatchObject({ ok: true })
  const next = await again()
  expect((await next.sweep({ dryRun: false })).deleted).toEqual({ 'call-recording': 1 })
  expect(await recordings()).toBe(0)
  expect(await confirm(next, 1)).toEqual({ ok: false, why: 'nothing-waits' })
}, 120_000)
