import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../tests/support/free-port.ts'
import type { BenchResult } from './decisions.ts'
import { atMost, median } from './rounds.ts'

const program = join(import.meta.dirname, '..', 'dist', 'assured.mjs')
const allowed = 3_000

/** From the command to the first page answered, once the database and the example are there: the median of some starts, divided by three seconds. */
export async function benchSecondStart(quick: boolean): Promise<BenchResult> {
  if (!existsSync(program)) throw new Error('build first: `npm run build`')
  const data = await mkdtemp(join(tmpdir(), 'assured-start-'))
  // The server runs as an unprivileged account, which must be able to enter the folder.
  await chmod(data, 0o755)
  try {
    const first = await startedIn(data)
    const times: number[] = []
    for (let count = 0; count < (quick ? 3 : 7); count += 1) times.push(await startedIn(data))
    const detail = `${(median(times) / 1000).toFixed(1)} s to the first page; the very first start, with database and example made, took ${(first / 1000).toFixed(1)} s`
    return atMost('second-start', median(times) / allowed, 1, detail)
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

async function startedIn(data: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const running = spawn(process.execPath, [program, 'up', '--data', data], {
    env: { ...process.env, ASSURED_PORT: String(port) },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => running.once('exit', resolve))
  while (!(await answers(`http://127.0.0.1:${port}/notice`))) {
    if (running.exitCode !== null) throw new Error('the system ended before it answered')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const time = performance.now() - began
  running.kill('SIGTERM')
  await ended
  return time
}

function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    (answer) => answer.ok,
    () => false,
  )
}
