import { execFile, spawn } from 'node:child_process'
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { randomOf } from '#exchange/example/random.ts'
import { openDatabase } from '#store/database.ts'
import { erasureLog } from '#store/erasures.ts'
import { fileKeyProvider, keyIdIn } from '#store/file-key-provider.ts'
import { keyIdOf, type PersonKeys, personKeys } from '#store/keys.ts'
import { rotateKeys } from '#store/rotate-keys.ts'
import { type Server, startServer } from '#store/server.ts'
import { asAdmin, type DatabaseTarget, targetOf } from '#store/target.ts'
import { openSystem, type Running } from '../../src/main/system.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { noon } from '../support/edition.ts'
import { home, schema } from '../support/places.ts'
import { settingsOf } from '../support/settings.ts'

const folders: string[] = []
let data: string
let server: Server
let target: DatabaseTarget
/** Kept by who sealed it: what must open at every moment. */
const sealed: { readonly person: string; readonly blob: Buffer }[] = []

const keyFile = (folder = data) => join(folder, 'keys', 'key-encryption-key')
const words = { words: 'The lift is broken again' }
const placeOf = (person: string) => ({ table: 'contact_log', row: person, category: 'contact-log' })
const seal = async (keys: PersonKeys, person = randomUUID()) =>
  sealed.push({ person, blob: await keys.seal(person, placeOf(person), words) })

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-rotated-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

const opened = (folder = data): Promise<Running> => openSystem(settingsOf(folder), home, () => noon)

/** A process of its own would have all of this for itself: its own pool, its own memory of keys, its own view of the files. */
async function otherProcess() {
  const database = openDatabase(target.app, schema, { connections: 2 })
  const keys = personKeys(
    database,
    await fileKeyProvider(keyFile()),
    erasureLog(join(data, 'erasures.log'), () => noon),
  )
  return { keys, close: database.close }
}

function assured(folder: string, ...line: readonly string[]): Promise<{ readonly exit: number; readonly said: string }> {
  return new Promise((resolve) => {
    execFile(join(home, 'assured'), [...line, '--data', folder], { cwd: home }, (error, out, err) =>
      resolve({ exit: Number(error?.code ?? 0), said: out + err }),
    )
  })
}

const wrappedBy = async (): Promise<readonly string[]> => {
  const rows = await asAdmin(target, (admin) =>
    admin.query<{ id: Buffer }>('select distinct substring(wrapped from 1 for 8) as id from person_key'),
  )
  return rows.map(({ id }) => id.toString('hex'))
}

beforeAll(async () => {
  data = await begunFolder('empty-at-noon')
  folders.push(data)
  const running = await opened()
  for (let n = 0; n < 2500; n += 100) await Promise.all(Array.from({ length: 100 }, () => seal(running.deps.keys)))
  await running.close()
  server = await startServer(data)
  target = await targetOf(server.admin, schema, data)
}, 240_000)

afterAll(async () => {
  await server.stop()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

describe('another key-encryption key', () => {
  test('comes in while everybody reads and writes, and nothing is unreadable or wrapped by the one before', async () => {
    const before = (await keyIdIn(keyFile()))?.toString('hex')
    const others = await Promise.all([otherProcess(), otherProcess()])
    let going = true
    const failures: unknown[] = []
    const busy = others.map(async ({ keys, close }, which) => {
      for (let n = which; going; n += 2) {
        try {
          // Remembered keys are forgotten, so that each is unwrapped anew.
          const each = sealed[(n * 7919) % sealed.length]
          if (each !== undefined) expect(await keys.unseal(each.person, placeOf(each.person), each.blob)).toEqual(words)
          await seal(keys)
        } catch (error) {
          failures.push(error)
        }
      }
      await close()
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const { exit, said } = await assured(data, 'keys', 'rotate', '--json')
    await new Promise((resolve) => setTimeout(resolve, 300))
    going = false
    await Promise.all(busy)
    expect(failures).toEqual([])
    const report = JSON.parse(said)
    expect({ exit, ...report }).toMatchObject({ exit: 0, from: before, damaged: 0 })
    expect(report.rewrapped).toBeGreaterThanOrEqual(2500)
    expect(report.to).toBe((await keyIdIn(keyFile()))?.toString('hex'))
    expect(await wrappedBy()).toEqual([report.to])
    expect((await readdir(join(data, 'keys'))).filter((name) => name.startsWith('key-'))).toEqual([
      'key-encryption-key',
      `key-encryption-key.retired-${before}`,
    ])
    const running = await opened()
    for (const { person, blob } of sealed) expect(await running.deps.keys.unseal(person, placeOf(person), blob)).toEqual(words)
    expect(await pageOfEvidence(running.deps.database, { actor: 'system:keys' })).toMatchObject([
      { act: 'rotate-keys', detail: { from: before, to: report.to, rewrapped: report.rewrapped } },
    ])
    expect((await running.doctor()).find(({ what }) => what === 'keys')).toMatchObject({
      well: true,
      says: expect.stringContaining('key for xchacha20-poly1305'),
    })
    await running.close()
  }, 120_000)

  test('that was killed half-way, again and again, leaves everything readable, and is gone on with', async () => {
    const seed = Number(process.env.ASSURED_TEST_SEED ?? randomInt(2 ** 31))
    const random = randomOf(seed)
    const before = (await keyIdIn(keyFile()))?.toString('hex')
    let ended = false
    for (let round = 0; round < 6 && !ended; round += 1) {
      const child = spawn(join(home, 'assured'), ['keys', 'rotate', '--data', data], { cwd: home, stdio: 'ignore', detached: true })
      const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
      const timer = setTimeout(() => process.kill(-Number(child.pid), 'SIGKILL'), random.whole(500, 4000))
      ended = (await exit) === 0
      clearTimeout(timer)
      const other = await otherProcess()
      for (let n = 0; n < 20; n += 1) {
        const each = sealed[random.whole(0, sealed.length - 1)]
        if (each !== undefined) expect(await other.keys.unseal(each.person, placeOf(each.person), each.blob), `seed ${seed}`).toEqual(words)
      }
      await seal(other.keys)
      await other.close()
    }
    if (!ended) expect(await assured(data, 'keys', 'rotate')).toMatchObject({ exit: 0 })
    const now = (await keyIdIn(keyFile()))?.toString('hex')
    expect(now, `seed ${seed}`).not.toBe(before)
    expect(await wrappedBy(), `seed ${seed}`).toEqual([now])
    const left = (await readdir(join(data, 'keys'))).filter((name) => name.startsWith('key-') && !name.includes('.retired-'))
    expect(left, `seed ${seed}`).toEqual(['key-encryption-key'])
  }, 240_000)

  test('cut short after each of its steps is gone on with', async () => {
    const asked = { target, path: keyFile(), progress: () => {} }
    const before = await keyIdIn(keyFile())
    // Everything is wrapped, and the old one not yet retired.
    const killed = rotateKeys({ ...asked, done: () => Promise.reject(new Error('killed')) })
    await expect(killed).rejects.toThrow('killed')
    const next = await keyIdIn(`${keyFile()}.next`)
    expect(await wrappedBy()).toEqual([next?.toString('hex')])
    // What starts now reads and writes; a backup, which would need both keys, is refused until the rotation has ended.
    const running = await opened()
    await seal(running.deps.keys)
    expect((await running.doctor()).find(({ what }) => what === 'keys')).toMatchObject({
      well: false,
      says: expect.stringContaining('keys rotate'),
    })
    await expect(running.backUp(join(await newFolder(), 'copy'), () => {})).rejects.toMatchObject({ code: 'keys-half-rotated' })
    await running.close()
    const rotation = await rotateKeys({ ...asked, done: async () => {} })
    expect(rotation).toMatchObject({ from: before?.toString('hex'), to: next?.toString('hex'), rewrapped: 0 })
    expect(await keyIdIn(keyFile())).toEqual(next)
  })

  test('leaves one whose own id is damaged, names whose it is, and does not retire the one before', async () => {
    const old = await keyIdIn(keyFile())
    const [whole, damaged] = [sealed[3]?.person ?? '', sealed[4]?.person ?? '']
    const put = (person: string, wrapped: Buffer | undefined) =>
      asAdmin(target, (admin) => admin.query('update person_key set wrapped = $2 where person_id = $1', [person, wrapped]))
    const [row] = await asAdmin(target, (admin) =>
      admin.query<{ wrapped: Buffer }>('select wrapped from person_key where person_id = $1', [damaged]),
    )
    await put(damaged, Buffer.concat([Buffer.alloc(8, 7), row?.wrapped.subarray(8) ?? Buffer.alloc(0)]))
    // The first that a start comes upon: the others still tell that the key is there.
    await asAdmin(target, async (admin) => {
      await admin.query('create temporary table kept as select * from person_key')
      await admin.query('truncate person_key')
      await admin.query('insert into person_key select * from kept order by person_id <> $1', [damaged])
    })
    const { exit, said } = await assured(data, 'keys', 'rotate')
    expect(exit).toBe(1)
    expect(said).toContain(`- ${schema}: the key of ${damaged}, which names the key 0707070707070707`)
    expect(said).toContain(`the one before, ${old?.toString('hex')}, is kept and not retired`)
    const next = await keyIdIn(`${keyFile()}.next`)
    expect(await keyIdIn(keyFile())).toEqual(old)
    expect((await wrappedBy()).toSorted()).toEqual(['0707070707070707', next?.toString('hex') ?? ''].toSorted())
    const other = await otherProcess()
    const each = sealed.find(({ person }) => person === whole)
    expect(await other.keys.unseal(whole, placeOf(whole), each?.blob ?? Buffer.alloc(0))).toEqual(words)
    await other.close()
    // Put back, it is still under the one before, and the rotation comes to its end.
    await put(damaged, row?.wrapped)
    const done = await rotateKeys({ target, path: keyFile(), progress: () => {}, done: async () => {} })
    expect(done).toMatchObject({ from: old?.toString('hex'), to: next?.toString('hex'), rewrapped: 1, unknown: [] })
    expect(await keyIdIn(keyFile())).toEqual(next)
    expect(await wrappedBy()).toEqual([next?.toString('hex')])
  }, 120_000)

  test('is not begun anew where one that was in force is not there: its file is asked for', async () => {
    const old = await keyIdIn(keyFile())
    const lost = Buffer.alloc(8, 9)
    const putInForce = (id: Buffer | null) => asAdmin(target, (admin) => admin.query('update key_in_force set id = $1', [id]))
    const [row] = await asAdmin(target, (admin) =>
      admin.query<{ person: string; wrapped: Buffer }>('select person_id as person, wrapped from person_key limit 1'),
    )
    const put = (wrapped: Buffer | undefined) =>
      asAdmin(target, (admin) => admin.query('update person_key set wrapped = $2 where person_id = $1', [row?.person, wrapped]))
    await put(Buffer.concat([lost, row?.wrapped.subarray(8) ?? Buffer.alloc(0)]))
    await putInForce(lost)
    const refused = rotateKeys({ target, path: keyFile(), progress: () => {}, done: async () => {} })
    await expect(refused).rejects.toMatchObject({ code: 'key-of-another' })
    await put(row?.wrapped)
    await putInForce(old)
  })

  test('does not begin while a backup is being made, nor a backup while one comes in', async () => {
    const running = await opened()
    const copy = join(await newFolder(), 'copy')
    let rotated: unknown
    await running.backUp(copy, () => {
      rotated ??= rotateKeys({ target, path: keyFile(), progress: () => {}, done: async () => {} }).catch((error: unknown) => error)
    })
    expect(await rotated).toMatchObject({ code: 'keys-in-use' })
    await running.close()
  }, 120_000)
})

describe('a backup made under the key before', () => {
  test('needs the key in force alone, though another process put that in force while the backup’s own was running', async () => {
    const running = await opened()
    const { to } = await rotateKeys({ target, path: keyFile(), progress: () => {}, done: async () => {} })
    const copy = join(await newFolder(), 'copy')
    await running.backUp(copy, () => {})
    await running.close()
    expect(keyIdOf(await readFile(join(copy, 'manifest.seal'))).toString('hex')).toBe(to)
  }, 120_000)

  test('is put back where that key is kept, and is wrapped by the one in force again', async () => {
    const running = await opened()
    const copy = join(await newFolder(), 'copy')
    await running.backUp(copy, () => {})
    await running.close()
    const old = await keyIdIn(keyFile())
    await rotateKeys({ target, path: keyFile(), progress: () => {}, done: async () => {} })
    const now = await keyIdIn(keyFile())
    // On another machine, to which the new key alone was brought: what is missing is said.
    const elsewhere = await newFolder()
    await mkdir(join(elsewhere, 'keys'), { mode: 0o700 })
    await cp(keyFile(), keyFile(elsewhere))
    const refused = await assured(elsewhere, 'restore', copy)
    expect(refused).toMatchObject({ exit: 1, said: expect.stringContaining(`key-encryption-key.retired-${old?.toString('hex')}`) })
    const retired = `${keyFile()}.retired-${old?.toString('hex')}`
    await cp(retired, `${keyFile(elsewhere)}.retired-${old?.toString('hex')}`)
    expect(await assured(elsewhere, 'restore', copy)).toMatchObject({ exit: 0 })
    const restored = await opened(elsewhere)
    const each = sealed[11]
    expect(await restored.deps.keys.unseal(each?.person ?? '', placeOf(each?.person ?? ''), each?.blob ?? Buffer.alloc(0))).toEqual(words)
    const rows = await restored.deps.database.once<{ wrapped: Buffer }>(`${schema}_keys`, 'select wrapped from person_key')
    expect(new Set(rows.map(({ wrapped }) => keyIdOf(wrapped).toString('hex')))).toEqual(new Set([now?.toString('hex')]))
    await restored.close()
  }, 400_000)

  test('or a cluster that another tool put back, with every landlord in it, is wrapped by that one again too', async () => {
    const folder = await begunFolder('empty-at-noon')
    folders.push(folder)
    const first = await opened(folder)
    const person = randomUUID()
    const blob = await first.deps.keys.seal(person, placeOf(person), words)
    await first.close()
    const [cluster, before] = [join(folder, 'postgres'), join(folder, 'before')]
    const alone = await startServer(folder)
    const of = await targetOf(alone.admin, schema, folder)
    await asAdmin(of, async (admin) => {
      // Another landlord of the same database, as much of it as there is to wrap.
      await admin.query('create schema other_landlord')
      await admin.query('create table other_landlord.person_key (like person_key including all)')
      await admin.query('create table other_landlord.key_in_force (like key_in_force including all)')
      await admin.query('insert into other_landlord.key_in_force select * from key_in_force')
      await admin.query('insert into other_landlord.person_key select $1, wrapped, made_at, cipher from person_key limit 1', [randomUUID()])
    })
    await alone.stop()
    await copied(cluster, before)
    const later = await opened(folder)
    const rotation = await later.rotateKeys(() => {})
    await later.close()
    await rm(cluster, { recursive: true })
    await rename(before, cluster)
    await rm(join(folder, 'evidence', 'heads.log'), { force: true })
    const restored = await openSystem(settingsOf(folder), home, () => noon, { made: noon.toString(), headsLost: 0 })
    const under = async () => {
      const rows = await restored.deps.database.once<{ id: Buffer }>(
        `${schema}_keys`,
        'select substring(wrapped from 1 for 8) as id from person_key union select id from key_in_force',
      )
      return rows.map(({ id }) => id.toString('hex'))
    }
    expect(await under()).toEqual([rotation.to])
    const others = await asAdmin(of, (admin) => admin.query<{ wrapped: Buffer }>('select wrapped from other_landlord.person_key'))
    expect(others.map(({ wrapped }) => keyIdOf(wrapped).toString('hex'))).toEqual([rotation.to])
    expect(await restored.deps.keys.unseal(person, placeOf(person), blob)).toEqual(words)
    const line = async () => (await restored.doctor()).find(({ what }) => what === 'keys')
    expect(await line()).toMatchObject({ well: true })

    // One that is still wrapped by the retired key, whatever is said to be in force.
    const provider = await fileKeyProvider(keyFile(folder))
    const retired = Buffer.from(rotation.from, 'hex')
    const put = (wrapped: Buffer) =>
      asAdmin(of, (admin) =>
        admin.query('insert into person_key (person_id, wrapped, cipher) select $1, $2, cipher from person_key limit 1', [
          randomUUID(),
          wrapped,
        ]),
      )
    await put(await provider.wrap(randomBytes(32), retired))
    expect(await line()).toMatchObject({ well: false, says: expect.stringContaining('keys rotate') })
    const copy = join(await newFolder(), 'copy')
    await expect(restored.backUp(copy, () => {})).rejects.toMatchObject({ code: 'keys-half-rotated' })
    expect(await restored.rotateKeys(() => {})).toEqual({ ...rotation, rewrapped: 1, damaged: 0 })
    expect(await under()).toEqual([rotation.to])
    // One that no key opens needs none.
    await put(Buffer.concat([retired, randomBytes(60)]))
    expect(await restored.backUp(copy, () => {})).toMatchObject({ out: copy })
    await restored.close()
  }, 400_000)
})

/** With its owners: a server is run by an account of its own. */
function copied(from: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile('cp', ['-a', from, to], (error) => (error === null ? resolve() : reject(error)))
  })
}
