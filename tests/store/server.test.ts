import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { randomOf } from '#exchange/example/random.ts'
import { newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
import { home } from '../support/places.ts'

const data = await mkdtemp(join(tmpdir(), 'assured-kill-'))
await chmod(data, 0o755)

afterAll(async () => {
  const server = await startServer(data)
  await server.stop()
  await rm(data, { recursive: true, force: true })
})

/** A process of its own that starts (or joins) the server and writes numbers, saying each on its output once it is acknowledged. */
function writer(): ChildProcess {
  return spawn(process.execPath, [join(home, 'tests/store/writer.ts'), data], { cwd: home, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Hears which numbers it says are acknowledged, until it has ended. */
function heard(child: ChildProcess) {
  const began = performance.now()
  let last = -1
  let first: number | null = null
  let rest = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = `${rest}${String(chunk)}`.split('\n')
    rest = lines.pop() ?? ''
    last = Math.max(last, ...lines.map(Number))
    if (last >= 0) first ??= performance.now() - began
  })
  return { last: () => last, first: () => first, ended: new Promise<unknown>((resolve) => child.once('close', resolve)) }
}

/** The server's process, where one runs or is starting. */
function serverProcess(): number | null {
  try {
    return Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

function killServer(): void {
  const pid = serverProcess()
  if (pid === null) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was dead already: a file of the round before.
  }
}

const rounds = 32

async function timeOfStart(): Promise<number> {
  const child = writer()
  const { first, ended } = heard(child)
  while (first() === null) await new Promise((resolve) => setTimeout(resolve, 5))
  child.kill('SIGKILL')
  await ended
  await (await startServer(data)).stop()
  const again = writer()
  const second = heard(again)
  while (second.first() === null) await new Promise((resolve) => setTimeout(resolve, 5))
  again.kill('SIGKILL')
  await second.ended
  return second.first() ?? 0
}

test('killed with -9 at random moments thirty times over, it starts again and has every acknowledged write', async () => {
  // A failure is run again with the seed that it names.
  const seed = Number(process.env.ASSURED_TEST_SEED ?? randomInt(2 ** 31))
  const random = randomOf(seed)
  let acknowledged = -1
  let idle = 0
  // How long a start takes on this machine, its first write included: what random moments are random in.
  const usual = Math.min(await timeOfStart(), 1500)
  for (let round = 0; round < rounds; round += 1) {
    const child = writer()
    const { last, ended } = heard(child)
    // At any moment: while it starts, while it recovers from the kill before, while it writes.
    await new Promise((resolve) => setTimeout(resolve, random.whole(0, 3 * usual)))
    const whom = random.oneOf(['server', 'writer', 'both'] as const)
    if (whom !== 'writer') killServer()
    child.kill('SIGKILL')
    await ended
    if (last() <= acknowledged) idle += 1
    acknowledged = Math.max(acknowledged, last())
  }
  const server = await startServer(data)
  const client = newClient(server.admin)
  await client.connect()
  const { rows } = await client.query<{ n: number }>('select n from written order by n')
  await client.end()
  const held = new Set(rows.map((row) => row.n))
  const lost = Array.from({ length: acknowledged + 1 }, (_, n) => n).filter((n) => !held.has(n))
  expect(acknowledged, `seed ${seed}`).toBeGreaterThan(100)
  // Some were killed before they had written, and most were not.
  expect(idle, `seed ${seed}`).toBeLessThan(rounds)
  expect(lost, `seed ${seed}`).toEqual([])
}, 240_000)

test('a second command joins the server that runs', async () => {
  await startServer(data)
  expect((await startServer(data)).joined).toBe(true)
})

test('two commands at the same moment end with one server', async () => {
  const fresh = await mkdtemp(join(tmpdir(), 'assured-two-'))
  await chmod(fresh, 0o755)
  const both = await Promise.all([startServer(fresh), startServer(fresh)])
  const clients = both.map((server) => newClient(server.admin))
  for (const client of clients) await client.connect()
  await clients[0]?.query('create table seen (n int)')
  await expect(clients[1]?.query('select n from seen')).resolves.toMatchObject({ rows: [] })
  for (const client of clients) await client.end()
  await both[0]?.stop()
  await rm(fresh, { recursive: true, force: true })
}, 60_000)
