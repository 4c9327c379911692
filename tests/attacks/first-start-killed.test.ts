import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomOf } from '#exchange/example/random.ts'
import { newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
import { home } from '../support/places.ts'
import { ownTemporaryFolder } from '../support/temporary-folder.ts'

const folders: string[] = []
// What is left behind is counted here: no other test file may make anything in the same folder.
let temporary: Awaited<ReturnType<typeof ownTemporaryFolder>>
beforeAll(async () => {
  temporary = await ownTemporaryFolder()
})
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  await temporary.leave()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-first-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

/** A process that starts the database and says so by writing. */
const starter = (data: string): ChildProcess =>
  spawn(process.execPath, [join(home, 'tests/store/writer.ts'), data], { cwd: home, stdio: ['ignore', 'pipe', 'ignore'] })

async function timeOfFirstStart(): Promise<number> {
  const data = await newFolder()
  const began = performance.now()
  const child = starter(data)
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  const took = performance.now() - began
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  await (await startServer(data)).stop()
  return took
}

/** Where the password may stand: in its file, or in that as it is being made; for its owner alone. */
const only = /^keys\/postgres\.password(\.\d+-\d+-[0-9a-f]{12}\.new)? 600$/

/** Files below a folder that hold the words, with their modes. */
async function holding(folder: string, words: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const each of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    const path = join(each.parentPath, each.name)
    if (!each.isFile()) continue
    const content = await readFile(path, 'latin1').catch(() => '')
    if (content.includes(words)) found.push(`${path.slice(folder.length + 1)} ${((await stat(path)).mode & 0o777).toString(8)}`)
  }
  return found
}

test('killed with -9 at random moments thirty times over, a first start leaves the password nowhere else, and the next start works and tidies up', async () => {
  const seed = Number(process.env.ASSURED_TEST_SEED ?? randomInt(2 ** 31))
  const random = randomOf(seed)
  const usual = await timeOfFirstStart()
  const before = await readdir(tmpdir())
  let data = await newFolder()
  for (let round = 0; round < 30; round += 1) {
    const child = starter(data)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await new Promise((resolve) => setTimeout(resolve, random.whole(0, Math.ceil(usual))))
    child.kill('SIGKILL')
    await ended
    const password = (await readFile(join(data, 'keys', 'postgres.password'), 'utf8').catch(() => '')).trim()
    const told = `seed ${seed}, round ${round}`
    // At no moment is it half a secret, and it stands in its own file and nowhere else.
    if (password !== '') {
      expect(password, told).toMatch(/^[\w-]{43}$/)
      for (const place of await holding(data, password)) expect(place, told).toMatch(only)
    }
    // One that was never through is killed again in the same folder, where ever more could be left.
    if (!existsSync(join(data, 'postgres', 'PG_VERSION')) && round < 29) continue
    const server = await startServer(data)
    const client = newClient(server.admin)
    await client.connect()
    await client.end()
    expect((await readdir(data)).toSorted(), told).toEqual(['keys', 'postgres'])
    expect(await readdir(join(data, 'keys')), told).toEqual(['postgres.password'])
    await server.stop()
    await rm(data, { recursive: true, force: true })
    data = await newFolder()
  }
  await rm(data, { recursive: true, force: true })
  expect((await readdir(tmpdir())).filter((name) => !before.includes(name))).toEqual([])
}, 600_000)
