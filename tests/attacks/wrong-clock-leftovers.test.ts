import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { arriving } from '#duties/calls/arriving.ts'
import { openings } from '#duties/openings/openings.ts'
import { retentionBoard } from '#duties/retention/board.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { placeWait } from '#duties/retention/wait.ts'
import { reconcileVault } from '#duties/vault/clear.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { roleName } from '#store/role-names.ts'
import { startWorker, sweepIfDue } from '#worker/worker.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { inChunks } from '../support/sound.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow } = await testGate(on, released)
const in2030 = Temporal.Instant.from('2030-01-01T12:00:00Z')

/** What is done while the clock stands in 2030, and after it has come back. */
async function leapt<T>(work: () => Promise<T>): Promise<T> {
  setNow(in2030)
  const done = await work()
  setNow(noon)
  return done
}

test('what was opened under a clock that stood years ahead is closed once it is right, and not open for years', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('income-officer')
  const kept = openings({ ...deps, gate })
  const about = {
    activity: 'rent-collection',
    person,
    reason: 'case',
    reference: 'R-1',
    specialReason: null,
    privateSetting: false,
  } as const
  const opening = await leapt(() => kept.begin(officer, about))
  if (!opening.ok) throw new Error('refused')
  expect(await kept.current(officer, opening.id)).toBeUndefined()
  await kept.extend(officer, opening.id)
  expect(await kept.current(officer, opening.id)).toBeUndefined()
})

test('a call that rang under such a clock rings for nobody afterwards, and is forgotten', async () => {
  const ringing = arriving(deps)
  const call = { id: randomUUID(), reference: 'C-1', line: '1001', hasNumber: false, people: [], andOthers: false }
  await leapt(() => ringing.note(call))
  expect(await ringing.at('1001')).toEqual([])
  expect(await ringing.reference(call.id)).toBeUndefined()
  await ringing.note({ ...call, id: randomUUID(), line: '1002' })
  expect(await on.asAdmin((admin) => admin.query('select from arriving_call where id = $1', [call.id]))).toEqual([])
})

test('a last sweep that is dated still to come keeps no sweep from running, and the board calls it late', async () => {
  await leapt(() => sweep({ ...deps, types: everyRecordType }, { dryRun: false }))
  const board = await retentionBoard({ ...deps, types: everyRecordType })
  expect(board.late).toBe(true)
  const runs = (last: Temporal.Instant, now: Temporal.Instant) =>
    sweepIfDue({ clock: () => now, lastSweep: async () => last, sweep: async () => {} })
  expect(await runs(in2030, noon)).toBe(true)
  // Set right by a few minutes, over midnight: the day's sweep has run.
  expect(await runs(noon.add({ minutes: 3 }), noon)).toBe(false)
  await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
  expect((await retentionBoard({ ...deps, types: everyRecordType })).late).toBe(false)
})

test('the worker looks at the clock at every beat, before it sweeps', async () => {
  const done: string[] = []
  const does = (what: string) => async () => done.push(what)
  const worker = startWorker({
    ...{ clock: () => noon, lastSweep: async () => null, failed: (what) => done.push(`failed ${what}`), mended: () => {} },
    ...{ look: does('look'), sweep: does('sweep'), takeDown: does('take-down'), settleHandovers: does('handovers') },
    ...{ seal: async () => {}, check: async () => {}, witness: async () => {}, refresh: async () => {}, tellReaders: async () => {} },
  })
  await worker.looked
  await worker.stop()
  expect(done).toEqual(['look', 'sweep', 'take-down', 'handovers'])
})

test('a key that was made under such a clock goes with its person all the same', async () => {
  const gone = randomUUID()
  await deps.keys.seal(gone, { table: 'person', row: gone, category: 'support-needs' }, { supportNeeds: 'Ramp' })
  await on.asAdmin((admin) => admin.query(`update person_key set made_at = '2030-01-01' where person_id = $1`, [gone]))
  expect(await deps.keys.eraseLeavers()).toBe(1)
})

test('while the clock is not believed the vault keeps what would look old, and nothing that is over is forgotten', async () => {
  const [arrives, ring] = [randomUUID(), randomUUID()]
  const whole = { ...deps, types: everyRecordType }
  await deps.objects.put(arrives, inChunks(Buffer.from('coming in')))
  const ringing = arriving(deps)
  await ringing.note({ id: ring, reference: 'C-2', line: '1003', hasNumber: false, people: [], andOthers: false })
  setNow(in2030)
  await on.database.transaction(roleName(on.schema, 'sweeper'), (session) =>
    placeWait(session, { cause: 'clock-gap', since: in2030, believed: noon }, released.hash),
  )
  expect((await reconcileVault(whole)).orphans).toBe(0)
  await ringing.note({ id: randomUUID(), reference: 'C-3', line: '1004', hasNumber: false, people: [], andOthers: false })
  expect(await on.asAdmin((admin) => admin.query('select from arriving_call where id = $1', [ring]))).toHaveLength(1)
  await on.asAdmin((admin) => admin.query(`update deletion_wait set confirmed_at = now(), confirmed_by = 'system:operator'`))
  expect((await reconcileVault(whole)).orphans).toBe(1)
})
