import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secretNames } from '#store/known-secrets.ts'
import { secretFile } from '#store/secret-file.ts'
import { type Server, startServer } from '#store/server.ts'
import { openSystem, type Running } from '../../src/main/system.ts'
import { noon } from '../support/edition.ts'
import { home } from '../support/places.ts'
import { settingsOf } from '../support/settings.ts'

const root = process.getuid?.() === 0
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-secrets-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

/** What can happen to a file of a secret, each with what is said of it. */
const harms: readonly (readonly [string, string, (file: string) => Promise<unknown>])[] = [
  ['emptied', 'is empty', (file) => writeFile(file, '')],
  ['emptied to a line', 'is empty', (file) => writeFile(file, '\n')],
  ['cut short', 'is shorter than it was made', async (file) => writeFile(file, (await readFile(file)).subarray(0, 20))],
  ['put in the place of a folder', 'is a folder', (file) => rm(file).then(() => mkdir(file))],
  ['made a link to somewhere else', 'is a link', (file) => rename(file, `${file}.away`).then(() => symlink(`${file}.away`, file))],
  ['opened to others', 'can be read by others', (file) => chmod(file, 0o644)],
  ['overwritten with words', 'holds something else', (file) => writeFile(file, 'these are some words and they are no secret at all')],
  ['given to another account', 'belongs to another account', (file) => (root ? chown(file, 4321, 4321) : chmod(file, 0o666))],
]

describe('a file of a secret', () => {
  test.each(harms)('that was %s is refused by name, and no other is made in its place', async (_, words, harm) => {
    const file = join(await newFolder(), 'keys', 'cookies')
    const secret = await secretFile(file)
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await harm(file)
    const refused = await secretFile(file).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: expect.stringMatching(/^secret-(unfit|open)$/) })
    if (root || !words.includes('account')) expect(String(refused)).toContain(words)
    expect(String(refused)).toContain('`keys/cookies`')
    expect(String(refused)).not.toContain(secret)
  })

  test('in a folder that others can change is refused', async () => {
    const file = join(await newFolder(), 'keys', 'cookies')
    await secretFile(file)
    await chmod(join(file, '..'), 0o777)
    await expect(secretFile(file)).rejects.toMatchObject({ code: 'secret-open' })
  })

  test('is made once for all who ask at the same moment, and what a killed maker left is cleared', async () => {
    const folder = join(await newFolder(), 'keys')
    await mkdir(folder, { mode: 0o700 })
    // As a process left it that is gone.
    await writeFile(join(folder, `cookies.999999-1-${'0'.repeat(12)}.new`), 'half a secr', { mode: 0o600 })
    const all = await Promise.all(Array.from({ length: 10 }, () => secretFile(join(folder, 'cookies'))))
    expect(new Set(all).size).toBe(1)
    expect(await readdir(folder)).toEqual(['cookies'])
  })
})

describe('a start', () => {
  let data: string
  let server: Server
  const clock = () => noon
  const file = (name: string) => join(data, 'keys', name)
  const start = (): Promise<Running> => openSystem(settingsOf(data), home, clock)
  const place = { table: 'contact_log', row: crypto.randomUUID(), category: 'contact-log' }
  const person = crypto.randomUUID()
  let blob: Buffer

  beforeAll(async () => {
    data = await newFolder()
    const running = await start()
    for (const name of secretNames) await running.secrets.of(name)
    blob = await running.deps.keys.seal(person, place, { words: 'The lift is broken again' })
    await running.close()
    // Stays up, so that each start that follows is a short one.
    server = await startServer(data)
  })
  afterAll(() => server.stop())

  /** While one file of the folder is another, or none. */
  async function harmed(name: string, content: string | null): Promise<unknown> {
    await rename(file(name), `${file(name)}.kept`)
    try {
      if (content !== null) await writeFile(file(name), content, { mode: 0o600 })
      const refused = await start().then(
        (running) => running.close(),
        (error: unknown) => error,
      )
      expect(await readFile(file(name), 'utf8').catch(() => null)).toBe(content)
      return refused
    } finally {
      await rename(`${file(name)}.kept`, file(name))
    }
  }

  const all = [...secretNames, 'key-encryption-key', 'postgres.password'] as const

  test.each(all)('without `keys/%s`, which the database was used with, is refused, and makes no other', async (name) => {
    expect(await harmed(name, null)).toMatchObject({ code: 'secret-missing', message: expect.stringContaining(`\`keys/${name}\``) })
  })

  test.each(all)('with another `keys/%s` is refused before anything is read with it', async (name) => {
    const refused = await harmed(name, randomBytes(32).toString('base64url'))
    expect(refused).toMatchObject({ code: 'secret-replaced', message: expect.stringContaining(`\`keys/${name}\``) })
  })

  test.each(all)('with an empty `keys/%s` is refused', async (name) => {
    expect(await harmed(name, '')).toMatchObject({ code: 'secret-unfit', message: expect.stringContaining(`\`keys/${name}\` is empty`) })
  })

  test('with all of them as they were opens what was sealed', async () => {
    const running = await start()
    expect(await running.deps.keys.unseal(person, place, blob)).toEqual({ words: 'The lift is broken again' })
    await running.close()
  })

  test('goes on with a fresh secret where the lost one was given up by command, which is on record', async () => {
    const lost = await readFile(file('cookies'), 'utf8')
    await rm(file('cookies'))
    const told = await new Promise<string>((resolve) => {
      execFile(join(home, 'assured'), ['keys', 'renew', 'cookies', '--data', data], { cwd: home }, (_error, out, err) => resolve(out + err))
    })
    expect(told).toContain('`keys/cookies` is a fresh one')
    expect(await readFile(file('cookies'), 'utf8')).not.toBe(lost)
    const running = await start()
    const rows = await running.deps.database.once('livewest_evidence', `select detail from evidence where act = 'renew-secret'`)
    expect(rows).toEqual([{ detail: { name: 'cookies' } }])
    await running.close()
  })

  test.each(['cookies', 'telephone-token'])(
    'is renewed by command where nothing else runs, and the command ends well: `%s`',
    async (name) => {
      await server.stop()
      const lost = await readFile(file(name), 'utf8')
      const ended = await new Promise<{ readonly exit: unknown; readonly err: string }>((resolve) => {
        const words = ['keys', 'renew', name, '--data', data]
        execFile(join(home, 'assured'), words, { cwd: home }, (error, _out, err) => resolve({ exit: error?.code ?? 0, err }))
      })
      server = await startServer(data)
      expect(ended).toEqual({ exit: 0, err: '' })
      expect(await readFile(file(name), 'utf8')).not.toBe(lost)
    },
  )

  test('goes on with a fresh password of the database where that was given up by command', async () => {
    await server.stop()
    await rm(file('postgres.password'))
    const renew = () =>
      new Promise<string>((resolve) => {
        const words = ['keys', 'renew', 'postgres.password', '--data', data]
        execFile(join(home, 'assured'), words, { cwd: home }, (_error, out, err) => resolve(out + err))
      })
    expect(await renew()).toContain('`keys/postgres.password` is a fresh one')
    server = await startServer(data)
    const running = await start()
    expect(await running.deps.keys.unseal(person, place, blob)).toEqual({ words: 'The lift is broken again' })
    await running.close()
    // While it runs, nobody is locked out of it.
    expect(await renew()).toContain('is running: stop it first')
  })
})
