import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { nativeFolder } from './native.ts'
import { secretFile } from './secret-file.ts'
import { type Account, reachableDataFolder, reachablePrograms, serverAccount } from './unprivileged.ts'

/** Where a data folder's embedded PostgreSQL stands, running or not, and the account it runs under. */
export type Cluster = {
  readonly account: Account
  readonly programs: string
  readonly folder: string
  /** The superuser's. */
  readonly password: string
}

export async function clusterOf(data: string): Promise<Cluster> {
  const account = serverAccount()
  const programs = join(await reachablePrograms(account, nativeFolder()), 'bin')
  await mkdir(data, { recursive: true })
  const folder = await reachableDataFolder(account, resolve(data, 'postgres'))
  return { account, programs, folder, password: await secretFile(join(data, 'keys', 'postgres.password')) }
}

export async function isRunning(cluster: Cluster): Promise<boolean> {
  await forgetTheDead(cluster.folder)
  const asked = promisify(execFile)(join(cluster.programs, 'pg_ctl'), ['status', '-D', cluster.folder], { ...cluster.account, cwd: '/' })
  return asked.then(
    () => true,
    () => false,
  )
}

/** A pid file whose process is gone, or is now something else, would block the start. */
export function forgetTheDead(folder: string): Promise<void> {
  return forgetIfDead(join(folder, 'postmaster.pid'))
}

/** The same of a lock that stands beside a socket. */
export function forgetDeadSocket(socket: string, port: number): Promise<void> {
  return forgetIfDead(join(socket, `.s.PGSQL.${port}.lock`))
}

/** The process that a pid file names, while it lives and is PostgreSQL's. */
export async function livingServer(folder: string): Promise<number | null> {
  const { pid, lives } = await named(join(folder, 'postmaster.pid'))
  return lives ? pid : null
}

/**
 * Set aside first, and put back where it is not the file that was looked at: another process of ours may have started the server between, and
 * without its file a second one could be started over the same data.
 */
async function forgetIfDead(file: string): Promise<void> {
  const { pid, lives, says } = await named(file)
  if (pid === null || lives) return
  const aside = `${file}.${randomBytes(6).toString('hex')}.dead`
  await rename(file, aside).catch(() => {})
  if ((await readFile(aside, 'utf8').catch(() => says)) !== says) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

async function named(file: string): Promise<{ readonly pid: number | null; readonly lives: boolean; readonly says: string }> {
  const says = await readFile(file, 'utf8').catch(() => '')
  const pid = Number(says.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return { pid: null, lives: false, says }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  const lives = command === null && process.platform !== 'linux' ? isThere(pid) : command?.includes('postgres') === true
  return { pid, lives, says }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
