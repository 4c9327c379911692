import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, realpath, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '#shared/fault.ts'
import { nativeFolder } from './native.ts'
import { programEnvironment, reachablePrograms } from './programs.ts'
import { nameOf, secretFile, secretThere } from './secret-file.ts'
import { type Account, ownerOf, reachableDataFolder, serverAccount } from './unprivileged.ts'

/** Where a data folder's embedded PostgreSQL stands, running or not, and the account it runs under. */
export type Cluster = {
  readonly account: Account
  /** Whose its files are, by number; null where the system knows no such numbers. */
  readonly owner: number | null
  readonly programs: string
  readonly folder: string
  /** The superuser's. */
  readonly password: string
}

/** A password that a database was made with and that is gone is a fault: a fresh one would open nothing. */
export async function clusterOf(data: string): Promise<Cluster> {
  const file = passwordFile(data)
  const place = await placeOf(data)
  if (existsSync(join(place.folder, 'PG_VERSION')) && (await secretThere(file)) === null) {
    const todo = 'put it back from your copy of `keys`, or give it up for a fresh one with `./assured keys renew postgres.password`'
    throw new Fault('secret-missing', `the file ${nameOf(file)}, which the embedded database was made with, is not there: ${todo}`)
  }
  return { ...place, password: await secretFile(file) }
}

/** The same with a fresh password, which the database does not know yet. */
export async function clusterRenewed(data: string): Promise<Cluster> {
  const place = await placeOf(data)
  await rm(passwordFile(data), { recursive: true, force: true })
  return { ...place, password: await secretFile(passwordFile(data)) }
}

const passwordFile = (data: string): string => join(data, 'keys', 'postgres.password')

/** The same without its password. */
export async function placeOf(data: string): Promise<Omit<Cluster, 'password'>> {
  const account = serverAccount()
  const programs = join(await reachablePrograms(account, nativeFolder()), 'bin')
  await mkdir(data, { recursive: true })
  const folder = await reachableDataFolder(account, resolve(data, 'postgres'))
  // Somebody may keep the database on another disk, by a link from the data folder, which is ours alone to make.
  return { account, owner: ownerOf(account), programs, folder: await realpath(folder).catch(() => folder) }
}

/** How its programs are run: as its account, from nowhere in particular, and told nothing. */
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

/** A pid file whose process is gone, or is now something else, would block the start. */
export async function forgetTheDead(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  if (command === null && process.platform !== 'linux') return
  if (command?.includes('postgres') !== true) await rm(file, { force: true })
}
