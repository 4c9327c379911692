import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { newClient } from '#store/client.ts'
import { reachablePrograms } from '#store/programs.ts'
import { startServer } from '#store/server.ts'
import { refuseChangeable, serverAccount } from '#store/unprivileged.ts'
import { type FakePostgres, fakePostgres, message, says } from '../support/fake-postgres.ts'
import { ownTemporaryFolder } from '../support/temporary-folder.ts'

const root = process.getuid?.() === 0
const folders: string[] = []
const fakes: FakePostgres[] = []
const password = 'the superuser’s own password'

// What is left behind is counted here: no other test file may make anything in the same folder.
let temporary: Awaited<ReturnType<typeof ownTemporaryFolder>>
beforeAll(async () => {
  temporary = await ownTemporaryFolder()
})
afterEach(async () => {
  for (const fake of fakes.splice(0)) await fake.close()
})
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  await temporary.leave()
})

async function newFolder(mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-fake-'))
  await chmod(folder, mode)
  folders.push(folder)
  return folder
}

/** Goes to the socket of a folder as if our own server listened there. */
async function visit(folder: string, uid: number | null = process.getuid?.() ?? null): Promise<unknown> {
  const client = newClient({ host: folder, port: 5432, user: 'postgres', password, database: 'postgres', own: { folder, uid } })
  try {
    await client.connect()
    await client.query('select 1')
    return 'believed'
  } catch (error) {
    return error
  } finally {
    await client.end().catch(() => {})
  }
}

async function fakeIn(folder: string, ...answers: readonly ((said: string) => Buffer)[]): Promise<FakePostgres> {
  const fake = await fakePostgres(folder, answers)
  fakes.push(fake)
  return fake
}

const nonceIn = (said: string) => /r=([^,\0]+)/.exec(said)?.[1] ?? ''
const first = (said: string) => says.go(`r=${nonceIn(said)}more,s=c2FsdHNhbHRzYWx0c2FsdA==,i=4096`)

describe('a false database in the place of ours', () => {
  test.each<[string, readonly ((said: string) => Buffer)[]]>([
    ['that asks for the password in clear', [() => says.cleartext, () => says.welcome]],
    ['that asks for it as an old digest', [() => says.md5, () => says.welcome]],
    ['that says at once that none is needed', [() => says.welcome]],
    ['that is ready without a word of who may come in', [() => message('Z', 'I')]],
    ['that begins a proof and asks for the password in clear half-way', [() => says.sasl, () => says.cleartext, () => says.welcome]],
    ['that begins a proof and leaves out its own', [() => says.sasl, first, () => says.welcome]],
    ['that begins a proof and says at once that it is done', [() => Buffer.concat([says.sasl, says.welcome])]],
    ['whose proof is wrong', [() => says.sasl, first, () => Buffer.concat([says.final('v=d3Jvbmc='), says.welcome])]],
    [
      'that sends a proof before it was asked',
      [() => Buffer.concat([says.sasl, says.go('r=x,s=c2FsdA==,i=1'), says.final('v=d3Jvbmc='), says.welcome])],
    ],
  ])('%s is not believed, and hears no password and no question', async (_, answers) => {
    const folder = await newFolder(0o700)
    const fake = await fakeIn(folder, ...answers)
    expect(await visit(folder)).toBeInstanceOf(Error)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(fake.visits()).toBe(1)
    expect(fake.heard()).not.toContain(password)
    expect(fake.heard()).not.toContain('md5')
    expect(fake.heard()).not.toContain('select')
  })

  test('is not spoken to where its folder is another account’s, open to others, or leads elsewhere', async () => {
    const open = await newFolder(0o777)
    const another = await newFolder(0o700)
    if (root) await chown(another, 4321, 4321)
    const elsewhere = await newFolder(0o700)
    const link = `${elsewhere}-link`
    folders.push(link)
    await symlink(elsewhere, link)
    const cases = [[open, 'socket-folder-open'], ...(root ? [[another, 'socket-of-another']] : []), [link, 'socket-of-another']]
    for (const [folder = '', code] of cases) {
      const fake = await fakeIn(folder, () => says.cleartext)
      expect(await visit(folder)).toMatchObject({ code })
      expect(fake.heard()).toBe('')
    }
  })
})

describe('our own database', () => {
  test('is found in its own private folder, whatever somebody made in the shared one before', async () => {
    const data = await newFolder(0o755)
    const name = createHash('sha256').update(join(data, 'postgres')).digest('hex').slice(0, 12)
    const trap = join(tmpdir(), `assured-${name}`)
    await mkdir(trap, { mode: 0o777 })
    folders.push(trap)
    const fake = await fakeIn(trap, () => says.cleartext)
    const server = await startServer(data)
    expect((await startServer(data)).joined).toBe(true)
    expect(fake.visits()).toBe(0)
    expect(server.admin.host).toBe(join(data, 'postgres'))
    const { mode, uid } = await stat(join(data, 'postgres'))
    expect(mode & 0o777).toBe(0o700)
    expect(uid).toBe(serverAccount()?.uid ?? process.getuid?.())
    await server.stop()
  })

  test('listens in a private folder with a name that nobody can guess where its own is too deep, is joined there, and leaves nothing', async () => {
    const data = join(await newFolder(0o755), 'a-folder-far-down'.repeat(6))
    const before = await readdir(tmpdir())
    const server = await startServer(data)
    const folder = String(server.admin.host)
    expect(folder.startsWith(join(tmpdir(), 'assured-socket-'))).toBe(true)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect((await stat(join(data, 'postgres', 'socket-folder'))).mode & 0o777).toBe(0o600)
    expect(await startServer(data)).toMatchObject({ joined: true, admin: { host: folder } })
    await server.stop()
    expect((await readdir(tmpdir())).filter((name) => !before.includes(name))).toEqual([])
  })

  test('that was killed is started again at the same address', async () => {
    const data = join(await newFolder(0o755), 'a-folder-far-down'.repeat(6))
    const server = await startServer(data)
    process.kill(Number((await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL')
    const again = await startServer(data)
    expect(again).toMatchObject({ joined: false, admin: { host: server.admin.host } })
    await again.stop()
    expect(existsSync(String(server.admin.host))).toBe(false)
  })

  test.runIf(root)('is not looked for in a folder that somebody else has made where its own was', async () => {
    const data = join(await newFolder(0o755), 'a-folder-far-down'.repeat(6))
    const server = await startServer(data)
    const folder = String(server.admin.host)
    await rename(folder, `${folder}.gone`)
    folders.push(`${folder}.gone`)
    await mkdir(folder, { mode: 0o700 })
    await chown(folder, 4321, 4321)
    folders.push(folder)
    const fake = await fakeIn(folder, () => says.cleartext)
    expect(await visit(folder, serverAccount()?.uid)).toMatchObject({ code: 'socket-of-another' })
    expect(fake.heard()).toBe('')
    await rm(folder, { recursive: true })
    await rename(`${folder}.gone`, folder)
    await server.stop()
  })

  test('runs without what our own environment holds', async () => {
    vi.stubEnv('ASSURED_OIDC_CLIENT_SECRET', 'a secret of the environment')
    onTestFinished(() => void vi.unstubAllEnvs())
    const data = await newFolder(0o755)
    const server = await startServer(data)
    const pid = Number((await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
    if (process.platform === 'linux') expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain('a secret of the environment')
    await server.stop()
  })
})

describe.runIf(root)('PostgreSQL’s programs', () => {
  test('are not run from a place that another account can change', async () => {
    const everybodys = await newFolder(0o777)
    const within = join(everybodys, 'programs')
    await mkdir(within, { mode: 0o755 })
    expect(() => refuseChangeable(within)).toThrow(expect.objectContaining({ code: 'place-not-ours' }))
  })

  test('are copied, where the account cannot reach them, to a place of root’s own and never to the shared folder', async () => {
    const closed = await newFolder(0o700)
    const native = join(closed, 'native')
    for (const part of ['bin', 'lib']) await mkdir(join(native, part), { recursive: true })
    for (const name of ['initdb', 'pg_ctl', 'postgres']) await writeFile(join(native, 'bin', name), '#!/bin/sh\n', { mode: 0o755 })
    const before = await readdir(tmpdir())
    const copy = await reachablePrograms({ uid: 65_534, gid: 65_534 }, native)
    folders.push(copy)
    expect(await reachablePrograms({ uid: 65_534, gid: 65_534 }, native)).toBe(copy)
    expect(copy.startsWith('/var/lib/assured/')).toBe(true)
    expect((await readdir(tmpdir())).filter((name) => !before.includes(name))).toEqual([])
    // Somebody got in all the same, and changed one.
    await chown(join(copy, 'bin', 'initdb'), 4321, 4321)
    await expect(reachablePrograms({ uid: 65_534, gid: 65_534 }, native)).rejects.toMatchObject({ code: 'place-not-ours' })
  })
})
