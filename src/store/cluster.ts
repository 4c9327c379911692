import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, realpath, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '#shared/fault.ts'
import { nativeFolder } from './native.ts'
import { programEnvironment, reachablePrograms } from './programs.ts'
import { nameOf, secretFile, secretThere } from './secret-file.ts'
import { type Account, ownerOf, reachableDataFolder, serverAccount } from './unprivileged.ts'

/** The embedded PostgreSQL of a data folder, running or not, and the account it runs under. */
export type Cluster = {
  readonly account: Account
  /** The owner of its files, by number; null where the system has no such numbers. */
  readonly owner: number | null
  readonly programs: string
  readonly folder: string
  /** The superuser's. */
  readonly password: string
}

/** The cluster of a data folder. A missing password of an existing database is a fault: a fresh one would open nothing. */
export async function clusterOf(data: string): Promise<Cluster> {
  const file = passwordFile(data)
  const found = await clusterWithoutPassword(data)
  if (existsSync(join(found.folder, 'PG_VERSION')) && (await secretThere(file)) === null) {
    const todo = 'put it back from your copy of `keys`, or give it up for a fresh one with `./assured keys renew postgres.password`'
    throw new Fault('secret-missing', `the file ${nameOf(file)}, which the embedded database was made with, is not there: ${todo}`)
  }
  return { ...found, password: await secretFile(file) }
}

/** The same with a fresh password, which the database does not know yet. */
export async function clusterRenewed(data: string): Promise<Cluster> {
  const found = await clusterWithoutPassword(data)
  await rm(passwordFile(data), { recursive: true, force: true })
  return { ...found, password: await secretFile(passwordFile(data)) }
}

const passwordFile = (data: string): string => join(data, 'keys', 'postgres.password')

/** The same without its password, for when that is lost or not needed. */
export async function clusterWithoutPassword(data: string): Promise<Omit<Cluster, 'password'>> {
  const account = serverAccount()
  const programs = join(await reachablePrograms(account, nativeFolder()), 'bin')
  await mkdir(data, { recursive: true })
  const folder = await reachableDataFolder(account, resolve(data, 'postgres'))
  // The database may be on another disk, by a link in the data folder, which only this software's account can change.
  return { account, owner: ownerOf(account), programs, folder: await realpath(folder).catch(() => folder) }
}

/** How its programs are run: as its account, in the root folder, with none of this process's environment. */
export function runs(account: Account) {
  return { ...account, cwd: '/', env: programEnvironment }
}

export async function isRunning(cluster: Omit<Cluster, 'password'>): Promise<boolean> {
  await forgetTheDead(cluster.folder)
  const asked = promisify(execFile)(join(cluster.programs, 'pg_ctl'), ['status', '-D', cluster.folder], runs(cluster.account))
  return asked.then(
    () => true,
    () => false,
  )
}

/** A pid file whose process is gone, or is now another program, would block the start. */
export function forgetTheDead(folder: string): Promise<void> {
  return forgetIfDead(join(folder, 'postmaster.pid'))
}

/** The same for a lock file beside a socket. */
export function forgetDeadSocket(socket: string, port: number): Promise<void> {
  return forgetIfDead(join(socket, `.s.PGSQL.${port}.lock`))
}

/** The process that a pid file names, if it is alive and is PostgreSQL. */
export async function livingServer(folder: string): Promise<number | null> {
  const { pid, lives } = await named(join(folder, 'postmaster.pid'))
  return lives ? pid : null
}

/**
 * The file is set aside first, and put back where it is not the one that was looked at: another process may have started the server between, and
 * without its file a second server could be started on the same data.
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
