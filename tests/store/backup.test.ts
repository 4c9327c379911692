import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { newClient } from '#store/client.ts'
import { erasureLog } from '#store/erasures.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { usualLimits } from '#web/request-limits.ts'
import { restore } from '../../src/main/backup/restore.ts'
import type { Restored } from '../../src/main/backup/settle-erasures.ts'
import { openSystem, type Running } from '../../src/main/system.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { noon } from '../support/edition.ts'
import { colleague } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { home, schema } from '../support/places.ts'
import { inChunks, undrawn, wholeOf } from '../support/sound.ts'
import { namesIn } from '../support/vaults.ts'

const clock = () => noon
const folders: string[] = []
const open: Running[] = []

async function folderOf(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `assured-${name}-`))
  // The server runs as an unprivileged account, which must be let through.
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

const settingsOf = (data: string) => ({
  port: 0,
  data,
  databaseUrl: null,
  landlord: join(home, 'landlords/livewest'),
  // Somebody listens to a call, which rests on an assessment that the landlord has only been proposed.
  example: true,
  url: null,
  provider: null,
  vault: { folder: join(data, 'vault') },
  searchPath: '',
  limits: usualLimits,
  proxies: [],
  witnesses: [],
})

async function opened(data: string, restored?: Restored): Promise<Running> {
  const running = await openSystem(settingsOf(data), home, clock, restored)
  open.push(running)
  return running
}

async function closeAll(): Promise<void> {
  for (const running of open.splice(0)) await running.close()
}

const restored = (data: string, from: string, replace = false) =>
  restore({ settings: settingsOf(data), from, replace, now: noon, progress: () => {}, open: (facts) => opened(data, facts) })

/** What the landlord's people and recordings are put in and looked for with. */
async function handOn(data: string) {
  const target = await targetOf((await startServer(data)).admin, schema, data)
  const admin: Parameters<typeof putPerson>[0]['asAdmin'] = (work) => asAdmin(target, work)
  const has = async (table: string, id: string) =>
    (await admin((session) => session.query(`select from ${table} where id = $1`, [id]))).length > 0
  return { asAdmin: admin, has }
}

const place = { table: 'contact_log', row: randomUUID(), category: 'contact-log' }
const words = { words: 'The lift is broken again' }
let data: string
let backup: string
const sound = undrawn(3_000_000)
/** What was recorded of calls: one that stays, one that is deleted after the backup, one of somebody whose key is erased then. */
let calls: { readonly [which in 'kept' | 'deleted' | 'sealed']: { readonly person: string; readonly recording: string } }

async function recorded(running: Running, person: string) {
  const call = {
    reference: randomUUID(),
    direction: 'in',
    startedAt: noon.subtract({ hours: 3 }).toString(),
    seconds: 200,
    person,
  } as const
  const answer = await takeInCall({ ...running.deps, gate: running.gate, ffmpeg: null }, call, inChunks(sound))
  if (answer.taken !== 'stored') throw new Error(JSON.stringify(answer))
  return { person, recording: answer.recording }
}

async function heard(running: Running, { person, recording }: { readonly person: string; readonly recording: string }) {
  const vouched = ['private-setting'] as const
  const opened = await running.gate.open(colleague('team-leader'), { activity: 'call-quality', person, because: 'case', vouched })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const answer = await opened.hear(callRecordings, { id: recording, from: 0, to: Number.MAX_SAFE_INTEGER })
  return answer.ok ? wholeOf(answer.stretch.read()) : answer.why
}
/** What stood in the database when the backup was made. */
let before: { readonly [who in 'amina' | 'bela']: { readonly person: string; readonly blob: Buffer } } & {
  readonly kept: string
  readonly erased: string
  readonly numbers: number
}

beforeAll(async () => {
  data = await begunFolder('empty-at-noon')
  folders.push(data)
  backup = join(await folderOf('copies'), 'monday')
  const running = await opened(data)
  const on = await handOn(data)
  const known = async () => {
    const { person } = await putPerson(on)
    return { person, blob: await running.deps.keys.seal(person, place, words) }
  }
  const [amina, bela] = [await known(), await known()]
  const [kept, erased] = [await putRecording(on, amina.person, '2026-11-20'), await putRecording(on, amina.person, '2026-11-21')]
  calls = {
    kept: await recorded(running, bela.person),
    deleted: await recorded(running, bela.person),
    sealed: await recorded(running, amina.person),
  }
  const child = spawn(process.execPath, [join(home, 'tests/store/writer.ts'), data], { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = -1
  const until = async (n: number) => {
    while (said < n) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  child.stdout.on('data', (chunk: Buffer) => (said = Math.max(said, ...String(chunk).trim().split('\n').map(Number))))
  await until(40)
  const numbers = said
  // Something is on record by then, so that there is a head of evidence to carry.
  await running.sweep({ dryRun: false })
  await running.backUp(backup, () => {})
  const after = said
  await until(after + 20)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  expect(after).toBeGreaterThan(numbers)
  before = { amina, bela, kept, erased, numbers }
})

afterAll(async () => {
  await closeAll()
  for (const folder of folders) {
    if (existsSync(join(folder, 'postgres'))) await (await startServer(folder)).stop()
    await rm(folder, { recursive: true, force: true })
  }
})

/** A folder on another machine, to which nothing was brought but the key. */
async function elsewhere(): Promise<string> {
  const folder = await folderOf('elsewhere')
  await mkdir(join(folder, 'keys'), { mode: 0o700 })
  await cp(join(data, 'keys', 'key-encryption-key'), join(folder, 'keys', 'key-encryption-key'))
  return folder
}

async function numbersIn(folder: string): Promise<readonly number[]> {
  const client = newClient((await startServer(folder)).admin)
  await client.connect()
  const { rows } = await client.query<{ n: number }>('select n from written order by n')
  await client.end()
  return rows.map((row) => row.n)
}

describe('a backup of a landlord that is at work', () => {
  test('has every row that was acknowledged before it began, and its evidence is whole', async () => {
    const folder = await elsewhere()
    const report = await restored(folder, backup)
    expect(report).toMatchObject({ keptAside: null, headsLost: 0, erased: { keys: 0, items: 0, left: 0 } })
    const [running] = open
    const numbers = await numbersIn(folder)
    expect(numbers).toEqual(numbers.map((_, index) => index))
    expect(numbers.length).toBeGreaterThan(before.numbers)
    expect(await running?.deps.keys.unseal(before.amina.person, place, before.amina.blob)).toEqual(words)
    expect(await running?.verifyEvidence()).toMatchObject({ ok: true, faults: [] })
  })

  test('holds no key, and is for its owner’s eyes alone', async () => {
    const files = await readdir(backup, { recursive: true, withFileTypes: true })
    expect(files.map((file) => file.name).filter((name) => /key-encryption|password/.test(name))).toEqual([])
    for (const file of files) {
      const { mode } = await stat(join(file.parentPath, file.name))
      expect(mode & 0o777).toBe(file.isDirectory() ? 0o700 : 0o600)
    }
    const secret = await readFile(join(data, 'keys', 'key-encryption-key'))
    for (const file of files.filter((each) => each.isFile())) {
      expect((await readFile(join(file.parentPath, file.name))).includes(secret)).toBe(false)
    }
  })

  test('that was killed long ago is cleared away by the next, and nothing else is', async () => {
    const copies = join(backup, '..')
    const left = async (name: string, inside: string, days: number) => {
      await mkdir(join(copies, name, inside), { recursive: true })
      const at = Date.now() / 1000 - days * 86_400
      await utimes(join(copies, name), at, at)
    }
    await left('sunday.0123456789ab.new', 'postgres', 2)
    await left('friday.0123456789ac.new', 'postgres', 0)
    await left('photos.0123456789ad.new', 'holiday', 2)
    const running = await opened(data)
    await running.backUp(join(copies, 'tuesday'), () => {})
    await closeAll()
    expect((await readdir(copies)).toSorted()).toEqual(['friday.0123456789ac.new', 'monday', 'photos.0123456789ad.new', 'tuesday'])
  })

  test('is never made over what is there, nor into the database itself', async () => {
    const running = await opened(data)
    await expect(running.backUp(backup, () => {})).rejects.toMatchObject({ code: 'backup-folder-taken' })
    const inside = running.backUp(join((await startServer(data)).folder, 'base', 'copy'), () => {})
    await expect(inside).rejects.toMatchObject({ code: 'backup-into-itself' })
  })
})

describe('a backup that is not whole', () => {
  const largest = 'postgres/global/pg_control'
  test.each([
    ['one byte of a file is another', 'backup-damaged', (copy: string) => flip(join(copy, largest))],
    ['a file is missing', 'backup-damaged', (copy: string) => rm(join(copy, largest))],
    ['the list of its files was rewritten', 'backup-damaged', (copy: string) => appendFile(join(copy, 'manifest.json'), ' ')],
    ['the heads of its evidence are others', 'backup-damaged', (copy: string) => flip(join(copy, 'evidence', 'heads.log'))],
    ['it was cut off half-way', 'no-backup', (copy: string) => rm(join(copy, 'manifest.json'))],
  ])('is refused where %s, and nothing is touched', async (_, code, damage) => {
    const copy = join(await folderOf('damaged'), 'copy')
    await cp(backup, copy, { recursive: true })
    await damage(copy)
    const folder = await elsewhere()
    await expect(restored(folder, copy)).rejects.toMatchObject({ code })
    expect((await readdir(folder)).filter((name) => name !== 'keys')).toEqual([])
    await closeAll()
    const here = await stat(join(data, 'postgres'))
    await expect(restored(data, copy, true)).rejects.toMatchObject({ code })
    expect((await readdir(data)).toSorted()).toEqual(['evidence', 'keys', 'postgres', 'vault'])
    expect((await stat(join(data, 'postgres'))).ino).toBe(here.ino)
  })

  test('is refused where what lies in its vault is not as it was, and nothing of that is put back', async () => {
    const copy = join(await folderOf('damaged'), 'copy')
    await cp(backup, copy, { recursive: true })
    const media = (await readdir(join(copy, 'vault'), { recursive: true, withFileTypes: true })).filter((each) => each.isFile())
    expect(media).toHaveLength(3)
    const last = media.at(-1)
    await flip(join(last?.parentPath ?? '', last?.name ?? ''))
    const folder = await elsewhere()
    await expect(restored(folder, copy)).rejects.toMatchObject({ code: 'backup-damaged' })
    const left = await readdir(join(folder, 'vault'), { recursive: true, withFileTypes: true })
    expect(left.filter((each) => each.isFile())).toEqual([])
    await closeAll()
  })

  async function flip(file: string): Promise<void> {
    const content = await readFile(file)
    content[7] = (content[7] ?? 0) ^ 1
    await writeFile(file, content)
  }
})

describe('a restore', () => {
  test('without the key that opens the backup, or with another, is refused before anything is made', async () => {
    const folder = await folderOf('keyless')
    await expect(restored(folder, backup)).rejects.toMatchObject({ code: 'keys-not-there' })
    expect(await readdir(folder)).toEqual([])
    await mkdir(join(folder, 'keys'), { mode: 0o700 })
    await writeFile(join(folder, 'keys', 'key-encryption-key'), 'another'.repeat(7), { mode: 0o600 })
    await expect(restored(folder, backup)).rejects.toMatchObject({ code: 'backup-of-another-key' })
    expect(await readdir(folder)).toEqual(['keys'])
  })

  test('over a database that is there, or in use, is refused', async () => {
    const running = await opened(data)
    await expect(restored(data, backup)).rejects.toMatchObject({ code: 'database-there' })
    await expect(restored(data, backup, true)).rejects.toMatchObject({ code: 'database-in-use' })
    expect(await running.verifyEvidence()).toMatchObject({ ok: true })
    await closeAll()
  })

  test('erases again what was erased after the backup, says what evidence is lost, and goes on from there', async () => {
    const first = await opened(data)
    const on = await handOn(data)
    await first.deps.keys.erase(before.amina.person)
    await erasureLog(join(data, 'evidence', schema, 'erasures.log'), clock).note([
      { kind: 'item', type: 'call-recording', id: before.erased },
      { kind: 'item', type: 'call-recording', id: calls.deleted.recording },
    ])
    await on.asAdmin((admin) => admin.query('delete from call_recording where id = any($1)', [[before.erased, calls.deleted.recording]]))
    expect(await namesIn(first.deps.objects)).toHaveLength(3)
    await first.sweep({ dryRun: false })
    const [kept = '', sealed = '', ...none] = await namesIn(first.deps.objects)
    expect(none).toEqual([])
    // And the disk lost one that the backup has.
    await first.deps.objects.delete(kept)
    await first.seal()
    await closeAll()

    const report = await restored(data, backup, true)
    expect(report).toMatchObject({ erased: { keys: 1, items: 2, left: 0 }, headsLost: expect.any(Number) })
    expect(report.headsLost).toBeGreaterThan(0)
    expect(existsSync(join(String(report.keptAside), 'PG_VERSION'))).toBe(true)
    const [running] = open
    if (running === undefined) throw new Error('nothing was opened')
    expect(await running.deps.keys.unseal(before.amina.person, place, before.amina.blob)).toBeNull()
    expect(await running.deps.keys.unseal(before.bela.person, place, before.bela.blob)).toEqual(words)
    const now = await handOn(data)
    expect(await now.has('call_recording', before.erased)).toBe(false)
    expect(await now.has('call_recording', before.kept)).toBe(true)
    expect(await namesIn(running.deps.objects)).toEqual([kept, sealed])
    expect(await heard(running, calls.kept)).toEqual(sound)
    expect(await heard(running, calls.sealed)).toBe('absent')
    expect(await pageOfEvidence(running.deps.database, { actor: 'system:vault' })).toMatchObject([{ detail: { items: 1 } }])
    expect(await pageOfEvidence(running.deps.database, { actor: 'system:restore' })).toMatchObject([
      { kind: 'system', act: 'restore', detail: { headsLost: report.headsLost, made: noon.toString() } },
      { kind: 'erasure', act: 'delete', outcome: 'done', detail: { keys: 1, items: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    ])
    expect(await running.verifyEvidence()).toMatchObject({ ok: true, faults: [] })
    expect((await readdir(join(data, 'evidence', schema))).some((name) => name.startsWith('heads.before-restore-'))).toBe(true)
  })

  test('cut short before all is in place is gone on with, and nobody works on a database that is half put back', async () => {
    await closeAll()
    const asked = { settings: settingsOf(data), from: backup, replace: true, now: noon, progress: () => {} }
    const killed = restore({ ...asked, open: () => Promise.reject(new Error('killed')) })
    await expect(killed).rejects.toThrow('killed')
    await expect(opened(data)).rejects.toMatchObject({ code: 'restore-cut-short' })
    // Killed a moment earlier, nothing would stand in the place yet, and a start would make an empty database there.
    await (await startServer(data)).stop()
    await rename(join(data, 'postgres'), join(data, 'postgres.0123456789ab.new'))
    await expect(opened(data)).rejects.toMatchObject({ code: 'restore-cut-short' })
    expect(existsSync(join(data, 'postgres'))).toBe(false)
    const report = await restored(data, backup, true)
    expect(existsSync(join(String(report.keptAside), 'PG_VERSION'))).toBe(true)
    expect(report.headsLost).toBeGreaterThan(0)
    expect((await readdir(data)).filter((name) => /\.new$|under-way/.test(name))).toEqual([])
    const [running] = open
    expect(await running?.verifyEvidence()).toMatchObject({ ok: true })
    await closeAll()
    await (await opened(data)).sweep({ dryRun: false })
  })

  test('into an empty folder erases what the log of erasures brought there knows of', async () => {
    const folder = await elsewhere()
    await mkdir(join(folder, 'evidence', schema), { recursive: true })
    await cp(join(data, 'evidence', schema, 'erasures.log'), join(folder, 'evidence', schema, 'erasures.log'))
    expect(await restored(folder, backup)).toMatchObject({ erased: { keys: 1, items: 2, left: 0 } })
    const [running] = open
    if (running === undefined) throw new Error('nothing was opened')
    expect(await namesIn(running.deps.objects)).toHaveLength(2)
    expect(await heard(running, calls.kept)).toEqual(sound)
    expect(await (await handOn(folder)).has('call_recording', before.erased)).toBe(false)
  })
})

describe('every start', () => {
  test('erases what was noted as erased and stands again, as when another tool restored the database', async () => {
    const first = await opened(data)
    const { person, blob } = before.bela
    await erasureLog(join(data, 'evidence', schema, 'erasures.log'), () => Temporal.Now.instant()).note([{ kind: 'key', person }])
    expect(await first.deps.keys.unseal(person, place, blob)).toEqual(words)
    await closeAll()
    const second = await opened(data)
    expect(second.settled.replayed).toEqual({ keys: 1, items: 0, left: 0 })
    expect(await second.deps.keys.unseal(person, place, blob)).toBeNull()
  })

  test('leaves alone who came back after they had been erased', async () => {
    const first = await opened(data)
    const { person } = before.amina
    const blob = await first.deps.keys.seal(person, place, words)
    await closeAll()
    const second = await opened(data)
    expect(second.settled.replayed).toEqual({ keys: 0, items: 0, left: 0 })
    expect(await second.deps.keys.unseal(person, place, blob)).toEqual(words)
  })
})
