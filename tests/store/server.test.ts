import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
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

/** The last number said, once it is far enough, or once the writer has ended. The pipe stays open: only the kill ends the writer. */
function lines(child: ChildProcess, until: (line: number) => boolean): Promise<number> {
  return new Promise((resolve) => {
    let last = -1
    child.stdout?.on('data', (chunk: Buffer) => {
      last = Math.max(last, ...String(chunk).trim().split('\n').map(Number))
      if (until(last)) resolve(last)
    })
    child.once('exit', () => resolve(last))
  })
}

test('killed with -9 thirty times over, server or writer, it starts again and has every acknowledged write', async () => {
  let acknowledged = -1
  for (let round = 0; round < 30; round += 1) {
    const child = writer()
    const enough = acknowledged + 1 + ((round * 7) % 23)
    const said = await lines(child, (line) => line >= enough)
    acknowledged = Math.max(acknowledged, said)
    if (round % 3 === 2) child.kill('SIGKILL')
    else {
      const pid = Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGKILL')
      child.kill('SIGKILL')
    }
    if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve))
  }
  const server = await startServer(data)
  const client = newClient(server.admin)
  await client.connect()
  const { rows } = await client.query<{ n: number }>('select n from written order by n')
  await client.end()
  const held = new Set(rows.map((row) => row.n))
  const lost = Array.from({ length: acknowledged + 1 }, (_, n) => n).filter((n) => !held.has(n))
  expect(acknowledged).toBeGreaterThan(100)
  expect(lost).toEqual([])
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
