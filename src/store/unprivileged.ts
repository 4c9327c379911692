import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chown, cp, mkdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** PostgreSQL refuses to run as root. As root it runs under this account (`nobody`); else as whoever we are. */
const nobody = { uid: 65_534, gid: 65_534 }

export type Account = { readonly uid: number; readonly gid: number } | null

export function serverAccount(): Account {
  return process.getuid?.() === 0 ? nobody : null
}

/** Whether every folder on the way to `path` lets the account pass. Always so for our own account. */
export function reaches(account: Account, path: string): boolean {
  if (account === null) return true
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const facts = statSync(folder, { throwIfNoEntry: false })
    if (facts?.isDirectory() && facts.uid !== account.uid && (facts.mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** The data folder as the account can reach it: where it was asked for, or, below a closed folder such as /root, in /var/lib/assured. */
export async function reachableDataFolder(account: Account, wanted: string): Promise<string> {
  if (reaches(account, dirname(wanted))) return wanted
  const name = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 16)
  const folder = join('/var/lib/assured', name)
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 })
  return folder
}

/** PostgreSQL's programs as the account can reach them: in place, or a copy made once in the temporary folder. */
export async function reachablePrograms(account: Account, native: string): Promise<string> {
  if (reaches(account, native)) return native
  const name = createHash('sha256').update(native).digest('hex').slice(0, 16)
  const copy = join(tmpdir(), `assured-postgres-${name}`)
  if (existsSync(copy) && statSync(copy).uid === 0) return copy
  const part = `${copy}.${process.pid}`
  await cp(native, part, { recursive: true, verbatimSymlinks: true })
  await rename(part, copy).catch(() => rm(part, { recursive: true }))
  return copy
}

export async function giveTo(account: Account, folder: string): Promise<void> {
  if (account !== null) await chown(folder, account.uid, account.gid)
}
