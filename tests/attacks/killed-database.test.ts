import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
import { begunFolder, startBegun } from '../support/begun-folder.ts'
import { foreignServer } from '../support/foreign-server.ts'
import { dataFolder, type RunningSystem, sendSignal, startSystem, until } from '../support/running-system.ts'
import { visitor } from '../web/visitor.ts'

/** A page that keeps its form's token in the database, one that counts there, and one that looks a cookie up. */
const asking = ['/contact', '/promises', '/feedback']

/** What each of many who ask at once is answered, and after how long. */
async function askMany({ at }: RunningSystem, how: number) {
  const one = async (path: string) => {
    const since = performance.now()
    const answer = await fetch(at + path, { signal: AbortSignal.timeout(30_000), headers: { accept: 'text/html' } })
    return {
      status: answer.status,
      retryAfter: answer.headers.get('retry-after'),
      html: await answer.text(),
      took: performance.now() - since,
    }
  }
  return Promise.all(Array.from({ length: how }, (_, n) => one(asking[n % asking.length] ?? '')))
}

/** Sends the form of the notice's page; the answer's status. */
async function sendFeedback({ at }: RunningSystem, text: string): Promise<number> {
  const somebody = visitor()
  const html = await (await somebody.get(`${at}/feedback`)).text()
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(html) ?? []
  return (await somebody.post(`${at}/feedback`, { _csrf: token, about: 'notice', text })).status
}

async function ask<Row extends object>(data: string, text: string): Promise<readonly Row[]> {
  const client = newClient((await startServer(data)).admin)
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

/** Whether a server runs that is not the one from before: a restart may be too quick for anybody to have missed it. */
function isAnother({ server }: RunningSystem, before: number): boolean {
  const now = server()
  return now !== 0 && now !== before
}

let system: RunningSystem
beforeAll(async () => {
  system = await startBegun()
}, 150_000)
afterAll(() => system.stop())

describe('a database that is killed', () => {
  test('is started again by itself, and what was sent in before is still there', async () => {
    expect(await sendFeedback(system, 'before the kill')).toBe(303)
    const before = system.server()
    sendSignal(before, 'SIGKILL')
    await until(() => isAnother(system, before), 30_000)
    await system.becomesReady()
    expect(system.server()).not.toBe(before)
    expect(await sendFeedback(system, 'after the kill')).toBe(303)
    expect(await ask(system.data, 'select from livewest.message')).toHaveLength(2)
    expect(system.said.err).toContain('was started again')
  }, 90_000)

  test('keeps nobody waiting: whoever asks meanwhile is answered in seconds, and told in words what to do', async () => {
    sendSignal(system.server(), 'SIGKILL')
    const answers = await askMany(system, 60)
    for (const { status, took, html, retryAfter } of answers) {
      expect([200, 503]).toContain(status)
      expect(took).toBeLessThan(15_000)
      if (status !== 503) continue
      expect(retryAfter).toBe('10')
      expect(html).toContain('We cannot do that at the moment')
    }
    await system.becomesReady()
    expect((await askMany(system, 3)).map(({ status }) => status)).toEqual([200, 200, 200])
  }, 90_000)

  test('may be killed again and again', async () => {
    for (let round = 0; round < 3; round += 1) {
      const before = system.server()
      sendSignal(before, 'SIGKILL')
      await until(() => isAnother(system, before), 30_000)
      await system.becomesReady()
    }
    expect((await fetch(`${system.at}/contact`)).status).toBe(200)
  }, 120_000)

  test('is as well off when only one of its processes is killed', async () => {
    const [backend] = await ask<{ pid: number }>(system.data, `select pid from pg_stat_activity where usename = 'livewest_app' limit 1`)
    sendSignal(backend?.pid ?? 0, 'SIGKILL')
    const answers = await askMany(system, 30)
    expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(15_000)
    await system.becomesReady()
    expect(await sendFeedback(system, 'after one was killed')).toBe(303)
  }, 90_000)

  test('is found again when somebody tidied its socket away', async () => {
    const before = system.server()
    const socket = join(system.data, 'postgres', '.s.PGSQL.5432')
    await rm(socket)
    await until(() => isAnother(system, before) && existsSync(socket), 60_000)
    await system.becomesReady()
    expect(await sendFeedback(system, 'after the tidying')).toBe(303)
  }, 90_000)

  test('that has stopped moving holds up no request for long, and is asked again when it moves', async () => {
    const stopped = [system.server(), ...childrenOf(system.server())]
    for (const pid of stopped) sendSignal(pid, 'SIGSTOP')
    try {
      expect(await system.isReady()).toBe(false)
      const answers = await askMany(system, 30)
      expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(25_000)
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
    } finally {
      for (const pid of stopped) sendSignal(pid, 'SIGCONT')
    }
    await system.becomesReady()
    expect((await fetch(`${system.at}/contact`)).status).toBe(200)
  }, 90_000)
})

describe('whether it is ready', () => {
  test('is asked of the database, and whether it lives is not', async () => {
    sendSignal(system.server(), 'SIGSTOP')
    for (const pid of childrenOf(system.server())) sendSignal(pid, 'SIGSTOP')
    try {
      const since = performance.now()
      const [health, live] = await Promise.all([fetch(`${system.at}/health`), fetch(`${system.at}/health/live`)])
      expect([health.status, live.status]).toEqual([503, 200])
      expect(await health.json()).toMatchObject({ ready: false })
      expect(performance.now() - since).toBeLessThan(5_000)
    } finally {
      for (const pid of [system.server(), ...childrenOf(system.server())]) sendSignal(pid, 'SIGCONT')
    }
    await system.becomesReady()
  }, 60_000)
})

describe('a database that the landlord runs', () => {
  test('is connected to again once the landlord has started it; meanwhile everybody is told in seconds', async () => {
    const server = await foreignServer()
    const folder = await dataFolder()
    const theirs = await startSystem({ ASSURED_DATABASE_URL: server.url }, folder)
    try {
      await server.kill()
      expect(await theirs.isReady()).toBe(false)
      for (const { status, took } of await askMany(theirs, 30)) {
        expect([200, 503]).toContain(status)
        expect(took).toBeLessThan(15_000)
      }
      // What a page looks like needs no database, whoever asks.
      const [, sheet = ''] = /href="(\/look\/assured-[^"]+)"/.exec(await (await fetch(`${theirs.at}/notice`)).text()) ?? []
      expect((await fetch(theirs.at + sheet, { headers: { cookie: 'assured=anything' } })).status).toBe(200)
      // The worker waits longer than people do, then says once what it cannot do.
      const failures = () => theirs.said.err.match(/"reference":"refresh".*the worker failed/g) ?? []
      await until(() => failures().length > 0, 60_000)
      await server.start()
      await theirs.becomesReady()
      expect(await sendFeedback(theirs, 'after the return')).toBe(303)
      await until(() => theirs.said.err.includes('does again what had failed'), 60_000)
      expect(failures()).toHaveLength(1)
    } finally {
      await theirs.stop()
      await rm(folder, { recursive: true, force: true })
      await server.stop()
    }
  }, 240_000)
})

describe('two processes over one data folder', () => {
  test('end with one database when it is killed, and both go on', async () => {
    const data = await begunFolder('adopted')
    const one = await startSystem({}, data)
    const other = await startSystem({}, data)
    try {
      for (let round = 0; round < 2; round += 1) {
        const before = one.server()
        sendSignal(before, 'SIGKILL')
        await until(() => isAnother(one, before), 30_000)
        await Promise.all([one.becomesReady(), other.becomesReady()])
      }
      expect(await sendFeedback(one, 'to the one')).toBe(303)
      expect(await sendFeedback(other, 'to the other')).toBe(303)
      expect(await ask(data, 'select from livewest.message')).toHaveLength(2)
      expect(serversOver(join(data, 'postgres'))).toEqual([one.server()])
    } finally {
      await Promise.all([one.stop(), other.stop()])
      await rm(data, { recursive: true, force: true })
    }
  }, 240_000)
})

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
}

/** The main processes of PostgreSQL that were started over the folder. */
function serversOver(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        return words[0]?.endsWith('postgres') === true && words.includes(folder)
      } catch {
        return false
      }
    })
}
