import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { restoreCommand } from '#cli/commands/restore.ts'
import type { RestoreReport } from '#cli/system.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { restore } from '../../src/main/backup/restore.ts'
import type { Restored } from '../../src/main/backup/settle-erasures.ts'
import { openSystem, type Running } from '../../src/main/system.ts'
import { contextOf } from '../cli/context.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { putHold, putPerson, putRecording } from '../support/people.ts'
import { home, schema } from '../support/places.ts'
import { settingsOf } from '../support/settings.ts'

const folders: string[] = []
const open: Running[] = []
let ahead = 0
const clock = () => Temporal.Now.instant().add({ hours: 24 * ahead })

async function closeAll(): Promise<void> {
  for (const running of open.splice(0)) await running.close()
}

afterEach(closeAll)
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'assured-restored-'))
  await chmod(made, 0o755)
  folders.push(made)
  return made
}

/** A landlord at work, with a person and a folder for a backup. */
async function landlord() {
  ahead = 0
  const data = await begunFolder('empty')
  folders.push(data)
  const backup = join(await folder(), 'kept')
  const start = async (restored?: Restored) => {
    const running = await openSystem(settingsOf(data), home, clock, restored)
    open.push(running)
    return running
  }
  const running = await start()
  const admin: Parameters<typeof putPerson>[0]['asAdmin'] = async (work) =>
    asAdmin(await targetOf((await startServer(data)).admin, schema, data), work)
  return {
    ...{ running, admin, backup },
    ...(await putPerson({ asAdmin: admin })),
    left: async (id: string) => (await admin((session) => session.query('select from call_recording where id = $1', [id]))).length,
    putBack: (): Promise<RestoreReport> =>
      restore({ settings: settingsOf(data), from: backup, replace: true, now: clock(), progress: () => {}, open: start }),
  }
}

const today = Temporal.Now.plainDateISO('Europe/London')

test('a backup of days ago put back loses again at once what was erased since, and what fell due since waits, and is said to', async () => {
  const { running, admin, person, left, backup, putBack } = await landlord()
  const due = await putRecording({ asAdmin: admin }, person, today.subtract({ days: 88 }).toString())
  const erased = await putRecording({ asAdmin: admin }, person, today.subtract({ days: 5 }).toString())
  await running.sweep({ dryRun: false })
  await running.backUp(backup, () => {})
  // Erased on purpose after the backup was made.
  await running.deps.erasures.note([
    { kind: 'item', type: 'call-recording', id: erased },
    { kind: 'key', person: randomUUID() },
  ])
  await admin((session) => session.query('delete from call_recording where id = $1', [erased]))
  await closeAll()
  ahead = 3
  const report = await putBack()
  expect(report.erased.items).toBe(1)
  expect(report.deleted).toEqual({})
  expect(report.waits).toMatchObject([{ cause: 'clock-gap', goes: { 'call-recording': 1 } }])
  expect([await left(erased), await left(due)]).toEqual([0, 1])
  const told = await restoreCommand.run(contextOf({ restore: async () => report }), { words: [backup], options: {} })
  expect(told.text).toContain('1 call-recording would go')
  expect(told.text).toContain('waits')
  const by = { actor: 'system:operator', role: null }
  expect(await open[0]?.confirm({ waits: null, shown: 1, by })).toMatchObject({ ok: true })
  expect((await open[0]?.sweep({ dryRun: false }))?.deleted).toEqual({ 'call-recording': 1 })
}, 180_000)

test('a backup of an hour ago put back deletes nothing that a hold had kept since', async () => {
  const { running, admin, person, left, backup, putBack } = await landlord()
  // Its ninetieth day is tomorrow.
  const call = await putRecording({ asAdmin: admin }, person, today.subtract({ days: 89 }).toString())
  await running.sweep({ dryRun: false })
  await running.backUp(backup, () => {})
  await putHold({ asAdmin: admin }, person, 'call-recording', call, running.deps.keys)
  ahead = 1
  expect((await running.sweep({ dryRun: false })).held).toEqual({ 'call-recording': 1 })
  await closeAll()
  const report = await putBack()
  expect(report).toMatchObject({ deleted: {}, waits: [{ cause: 'restore', goes: { 'call-recording': 1 } }] })
  await putHold({ asAdmin: admin }, person, 'call-recording', call, open[0]?.deps.keys)
  const by = { actor: 'system:operator', role: null }
  expect(await open[0]?.confirm({ waits: null, shown: 1, by })).toMatchObject({ ok: true })
  expect((await open[0]?.sweep({ dryRun: false }))?.deleted).toEqual({})
  expect(await left(call)).toBe(1)
}, 180_000)
