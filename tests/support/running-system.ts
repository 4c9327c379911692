import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { adoptedFolder } from './adopted-folder.ts'
import { freePort } from './free-port.ts'
import { home } from './places.ts'

export type RunningSystem = {
  readonly at: string
  readonly port: number
  readonly data: string
  /** What it printed: the welcome, and the log. */
  readonly said: { out: string; err: string }
  readonly process: ChildProcess
  /** Its exit code once it has ended; null if a signal ended it. */
  readonly ended: Promise<number | null>
  /** The process id of its database, from the database's own file; 0 while there is none. */
  readonly server: () => number
  /** Whether it reports that it is ready. */
  readonly isReady: () => Promise<boolean>
  readonly becomesReady: () => Promise<void>
  readonly stop: () => Promise<void>
}

const landed = 120_000

/** A folder for a system's data, which the database's own account can reach. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-attack-'))
  await chmod(folder, 0o755)
  return folder
}

/** The whole system, started with the command that people type. Its doors are open once this resolves. The folder stays when it stops. */
export async function startSystem(settings: Readonly<Record<string, string>>, data: string): Promise<RunningSystem> {
  const port = await freePort()
  const at = `http://127.0.0.1:${port}`
  const env = { ...process.env, ASSURED_PORT: String(port), ASSURED_EXAMPLE: 'off', ASSURED_LANDLORD: await adoptedFolder(), ...settings }
  const running = spawn(join(home, 'assured'), ['up', '--data', data], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  running.stdout.on('data', (chunk: Buffer) => (said.out += String(chunk)))
  running.stderr.on('data', (chunk: Buffer) => (said.err += String(chunk)))
  const ended = new Promise<number | null>((resolve) => running.once('exit', resolve))
  const isReady = () =>
    fetch(`${at}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  await until(
    () => said.out.includes('Ctrl+C') || running.exitCode !== null,
    landed,
    () => said.err,
  )
  if (running.exitCode !== null) throw new Error(`it did not start: ${said.err.slice(-2000)}`)
  return {
    at,
    port,
    data,
    said,
    process: running,
    ended,
    server: () => serverOf(data),
    isReady,
    becomesReady: () => until(isReady, 60_000, () => said.err),
    async stop() {
      running.kill('SIGTERM')
      await ended
    },
  }
}

/** Sends a signal to that process. No process has the id 0, which would mean the test's own process group. */
export function sendSignal(pid: number, name: NodeJS.Signals): void {
  if (pid <= 0) throw new Error('there is no process to send a signal to')
  process.kill(pid, name)
}

function serverOf(data: string): number {
  try {
    return Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return 0
  }
}

/** Waits until the condition holds. If it does not within `most` milliseconds, the test fails with what `says` tells. */
export async function until(holds: () => boolean | Promise<boolean>, most: number, says: () => string = () => ''): Promise<void> {
  for (const since = performance.now(); performance.now() - since < most; await setTimeout(50)) if (await holds()) return
  throw new Error(`it did not come about within ${most} ms: ${says().slice(-2000)}`)
}
