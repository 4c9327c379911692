import { execFile } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { nativeFolder } from './native.ts'
import { programEnvironment, reachablePrograms } from './programs.ts'
import { secretFile } from './secret-file.ts'
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

export async function clusterOf(data: string): Promise<Cluster> {
  const account = serverAccount()
  const programs = join(await reachablePrograms(account, nativeFolder()), 'bin')
  await mkdir(data, { recursive: true })
  const folder = await reachableDataFolder(account, resolve(data, 'postgres'))
  return { account, owner: ownerOf(account), programs, folder, password: await secretFile(join(data, 'keys', 'postgres.password')) }
}

/** How its programs are run: as its account, from nowhere in particular, and told nothing. */
export function runs(account: Account) {
  return { ...account, cwd: '/', env: programEnvironment }
}

export async function isRunning(cluster: Cluster): Promise<boolean> {
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
