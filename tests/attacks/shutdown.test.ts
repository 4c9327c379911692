import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { type Address, newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
import { stopHas } from '../../src/main/stopping.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { type RunningSystem, sendSignal, startSystem, until } from '../support/running-system.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function newSystem(settings: Readonly<Record<string, string>> = {}): Promise<RunningSystem> {
  const data = await begunFolder('adopted')
  folders.push(data)
  return startSystem(settings, data)
}

/** Connections that have begun to send: heads, forms and a recording. */
async function halfSent(system: RunningSystem): Promise<void> {
  const token = readFileSync(join(system.data, 'keys/telephone-token'), 'utf8')
  const upload = `POST /api/v1/recordings HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\n`
  const form = 'POST /contact HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nte'
  for (const words of ['GET /no', form, upload]) {
    for (let n = 0; n < 5; n += 1) {
      const socket = connect(system.port, '127.0.0.1')
      socket.on('error', () => {}).resume()
      await once(socket, 'connect')
      socket.write(words)
    }
  }
}

/** Seconds until it has ended, and its exit code. */
async function told(system: RunningSystem, ...signals: readonly NodeJS.Signals[]) {
  const since = performance.now()
  for (const signal of signals) {
    system.process.kill(signal)
    await setTimeout(300)
  }
  const code = await Promise.race([system.ended, setTimeout(60_000, 'still there' as const)])
  return { code, seconds: (performance.now() - since) / 1000 }
}

/** Ends its database, which a process that was ended at once leaves running. */
async function endDatabase({ data }: RunningSystem): Promise<void> {
  await (await startServer(data)).stop()
}

/** Somebody else's transaction that holds a table, so that whatever needs it waits. */
async function holding(admin: Address, table: string) {
  const client = newClient(admin, { statementTimeout: 0 })
  await client.connect()
  await client.query('begin')
  await client.query(`lock table livewest.${table} in access exclusive mode`)
  return { release: () => client.end().catch(() => {}) }
}

describe('told to stop', () => {
  test('it ends at once when nothing is under way', async () => {
    const system = await newSystem()
    const { code, seconds } = await told(system, 'SIGTERM')
    expect(code).toBe(0)
    // Whatever has to be waited for takes all the time that it is given.
    expect(seconds).toBeLessThan(stopHas.underWay / 1000)
  }, 150_000)

  test('it ends within the seconds that it names, though others have only half sent what they send', async () => {
    const system = await newSystem()
    await halfSent(system)
    const { code, seconds } = await told(system, 'SIGTERM')
    expect(code).toBe(0)
    expect(seconds).toBeLessThan(20)
    expect(system.said.err).toMatch(/"count":20.*stopping/)
  }, 150_000)

  test('it ends within those seconds in the middle of work that cannot go on', async () => {
    const system = await newSystem()
    const { admin } = await startServer(system.data)
    const held = await holding(admin, 'evidence')
    // What the worker seals every few seconds, and what the page counts: neither can go on.
    const pages = Array.from({ length: 20 }, () =>
      fetch(`${system.at}/promises`).then(
        ({ status }) => status,
        () => 'cut off',
      ),
    )
    await setTimeout(7_000)
    const { seconds } = await told(system, 'SIGINT')
    expect(seconds).toBeLessThan(21)
    for (const each of await Promise.all(pages)) expect([503, 'cut off']).toContain(each)
    await held.release()
    await endDatabase(system)
  }, 150_000)

  test('told twice, it ends at once; its database is found again by the next start', async () => {
    const system = await newSystem()
    await halfSent(system)
    const { code, seconds } = await told(system, 'SIGTERM', 'SIGTERM')
    expect(code).toBe(143)
    expect(seconds).toBeLessThan(5)
    const again = await startSystem({}, system.data)
    expect(await again.isReady()).toBe(true)
    await again.stop()
    await endDatabase(system)
  }, 200_000)

  test('it ends within those seconds while its database has stopped moving', async () => {
    const system = await newSystem()
    const server = system.server()
    sendSignal(server, 'SIGSTOP')
    const { seconds } = await told(system, 'SIGTERM')
    sendSignal(server, 'SIGCONT')
    expect(seconds).toBeLessThan(25)
    await endDatabase(system)
  }, 150_000)

  test('everything that it had acknowledged is kept', async () => {
    const system = await newSystem()
    const token = readFileSync(join(system.data, 'keys/telephone-token'), 'utf8')
    const acknowledged: string[] = []
    const sender = async (n: number) => {
      for (let each = 0; ; each += 1) {
        const reference = `call-${n}-${each}`
        const body = JSON.stringify({ reference, line: '2104', callingNumber: '+44 7700 900013' })
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
        const answer = await fetch(`${system.at}/api/v1/calls`, { method: 'POST', headers, body }).catch(() => undefined)
        if (answer?.status !== 201) return
        acknowledged.push(reference)
      }
    }
    const sending = Promise.all([1, 2, 3, 4].map(sender))
    await until(() => acknowledged.length > 20, 20_000)
    // What comes from here on cannot be written, so it must not be acknowledged either.
    const { admin } = await startServer(system.data)
    const held = await holding(admin, 'arriving_call')
    await setTimeout(1_000)
    expect(await told(system, 'SIGTERM')).toMatchObject({ code: 0 })
    await held.release()
    await sending
    const server = await startServer(system.data)
    const client = newClient(server.admin)
    await client.connect()
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from livewest.arriving_call')
    await client.end()
    await server.stop()
    expect(rows[0]?.n).toBeGreaterThanOrEqual(acknowledged.length)
  }, 150_000)
})
