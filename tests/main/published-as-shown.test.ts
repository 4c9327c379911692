import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { goesBecauseOfIt } from '#duties/publishing/consequences.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { isCompiled } from '#gate/grants/publish.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { openEditions } from '../../src/main/editions/editions.ts'
import { publishing } from '../../src/main/editions/publishing.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putHold, putPerson, putRecording } from '../support/people.ts'
import { home } from '../support/places.ts'

const released = await livewest()

/** A landlord swept this morning whose folder keeps calls for 30 days; one call of 50 days, and one on hold. */
async function landlord() {
  const folder = await mkdtemp(join(tmpdir(), 'assured-shown-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const own = join(folder, 'livewest')
  await cp(join(home, 'landlords/livewest'), own, { recursive: true })
  const edit = async (file: string, from: string, to: string) => {
    const text = await readFile(join(own, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(own, file), text.replace(from, to))
  }
  await edit('edition.yaml', "id: '2023-02'", 'id: shorter')
  await edit('retention.yaml', 'period: P90D\n  words: 90 days after the call;', 'period: P30D\n  words: 30 days after the call;')
  const on = await testDatabase()
  const { deps: given, setNow } = await testGate(on, released)
  const open = () => openEditions({ landlord: own, target: on.target, database: on.database, clock: given.clock, example: true })
  const [editions, others] = [await open(), await open()]
  const deps = { ...given, inForce: editions.inForce, types: everyRecordType }
  setNow(Temporal.Instant.from('2026-11-23T00:00:30Z'))
  await sweep(deps, { dryRun: false })
  setNow(noon)
  const { person } = await putPerson(on)
  await putRecording(on, person, '2026-10-04')
  const hold = await putHold(on, person, 'call-recording', await putRecording(on, person, '2026-10-05'))
  const lift = () => on.asAdmin((admin) => admin.query(`update hold set lifted_on = '2026-11-23' where id = $1`, [hold]))
  return { on, edit, deps, editions, lift, setNow, ...publishing(deps, editions), second: publishing(deps, others) }
}

test('what was shown is published, and no more: a hold that was lifted meanwhile is shown first', async () => {
  const { proposal, publish, lift, editions } = await landlord()
  const shown = await proposal()
  expect(shown.consequences).toMatchObject({ on: '2026-11-24', goes: [{ items: 1, more: 1 }], held: { 'call-recording': 1 } })
  await lift()
  expect(await publish(shown)).toEqual({ ok: false, why: 'grown' })
  expect(editions.inForce().released.hash).toBe(released.hash)
  const again = await proposal()
  expect(again.consequences).toMatchObject({ goes: [{ items: 2, more: 2 }], held: {} })
  expect(await publish(again)).toMatchObject({ ok: true })
  expect(editions.inForce().released.edition.id).toBe('shorter')
  expect((await proposal()).consequences).toBeNull()
})

test('an edition that somebody else published meanwhile is what it is compared with', async () => {
  const { proposal, publish, editions, edit } = await landlord()
  const shown = await proposal()
  await edit('edition.yaml', 'id: shorter', 'id: another')
  const other = await proposal()
  expect(await publish(other)).toMatchObject({ ok: true })
  expect(await publish(shown)).toEqual({ ok: false, why: 'grown' })
  expect(editions.inForce().released.edition.id).toBe('another')
})

test('an edition that somebody else publishes while this one is looked at again is not passed over', async () => {
  const { proposal, deps, editions, edit } = await landlord()
  const shown = await proposal()
  await edit('edition.yaml', 'id: shorter', 'id: another')
  const { wanted: other } = await proposal()
  const overtaken = publishing(deps, {
    ...editions,
    publish: async (...given) => {
      await editions.publish(other, {})
      return editions.publish(...given)
    },
  })
  expect(await overtaken.publish(shown)).toEqual({ ok: false, why: 'grown' })
  expect(editions.inForce().released.edition.id).toBe('another')
})

test('of two editions that are published at one moment, the later one is shown again', async () => {
  const { proposal, publish, second, edit } = await landlord()
  const shown = await proposal()
  await edit('edition.yaml', 'id: shorter', 'id: another')
  const answers = await Promise.all([publish(shown), second.publish(await second.proposal())])
  expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true])
})

test('the folder may be edited while somebody reads: what was shown is what is published', async () => {
  const { proposal, publish, edit } = await landlord()
  const shown = await proposal()
  await edit('retention.yaml', 'period: P30D\n  words: 30 days after the call;', 'period: P10D\n  words: 10 days after the call;')
  expect(await publish(shown)).toMatchObject({ ok: true, released: { hash: shown.wanted.hash } })
})

test('of an edition of a later day is told what it does on that day, against the one in force then', async () => {
  const { proposal, publish, edit, setNow, editions } = await landlord()
  await edit('edition.yaml', "inForceFrom: '2023-02'", "inForceFrom: '2026-12-20'")
  // By then the call of 4 October is 77 days old, and due under the shorter period alone.
  const shown = await proposal()
  expect(shown.consequences).toMatchObject({ on: '2026-12-20', goes: [{ type: 'call-recording', items: 1, more: 1 }] })
  await publish(shown)
  expect(editions.inForce().released.hash).toBe(released.hash)
  setNow(Temporal.Instant.from('2026-12-20T00:00:00Z'))
  expect(editions.inForce().released.edition.id).toBe('shorter')
})

test('before today’s sweep it tells of today’s, and while all deletion waits, that nothing goes before somebody confirms it', async () => {
  const { on, proposal, setNow } = await landlord()
  setNow(Temporal.Instant.from('2026-11-25T12:00:00Z'))
  await on.asAdmin((admin) =>
    admin.query(`insert into deletion_wait (cause, since, believed) values ('clock-gap', '2026-11-25T11:00:00Z', '2026-11-23T12:00:00Z')`),
  )
  const { consequences } = await proposal()
  expect(consequences).toMatchObject({ on: '2026-11-25', waits: true, goes: [{ items: 1, more: 1 }] })
})

test('a publication that fails at its last step has published nothing', async () => {
  const { on, proposal, publish, editions } = await landlord()
  const shown = await proposal()
  await on.asAdmin((admin) => admin.query(`alter table evidence add constraint none check (kind <> 'publish') not valid`))
  await expect(publish(shown)).rejects.toThrow()
  expect(await on.asAdmin((admin) => admin.query(`select from edition where hash = $1`, [shown.wanted.hash]))).toEqual([])
  expect(await isCompiled(on.database, released, everyRecordType)).toBe(true)
  await editions.refresh()
  expect(editions.inForce().released.hash).toBe(released.hash)
})

test('where it cannot be worked out what would go, nothing is published, and the answer says so', async () => {
  const { on, proposal, publish, editions } = await landlord()
  const shown = await proposal()
  expect(shown.consequences === null ? 0 : goesBecauseOfIt(shown.consequences)).toBe(1)
  await on.asAdmin((admin) => admin.query('revoke delete on call_recording from livewest_sweeper'))
  const unknown = { code: 'consequences-unknown', message: expect.stringContaining('could not be worked out') }
  await expect(proposal()).rejects.toMatchObject(unknown)
  await expect(publish(shown)).rejects.toMatchObject(unknown)
  expect(editions.inForce().released.hash).toBe(released.hash)
})
