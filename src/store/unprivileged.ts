import { createHash } from 'node:crypto'
import { lstatSync, statSync } from 'node:fs'
import { chown, mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** PostgreSQL refuses to run as root. Under root it runs as this account (`nobody`); otherwise as the account of this process. */
const nobody = { uid: 65_534, gid: 65_534 }

export type Account = { readonly uid: number; readonly gid: number } | null

export function serverAccount(): Account {
  return process.getuid?.() === 0 ? nobody : null
}

/** The number of the account that owns the server's files; null where the system has no such numbers. */
export function ownerOf(account: Account): number | null {
  return account?.uid ?? process.getuid?.() ?? null
}

/** Whether the account can pass every folder on the way to `path`. Always true for this process's own account. */
export function reaches(account: Account, path: string): boolean {
  if (account === null) return true
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const facts = statSync(folder, { throwIfNoEntry: false })
    if (facts?.isDirectory() && facts.uid !== account.uid && (facts.mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/**
 * The data folder where the account can reach it: where it was asked for, or in /var/lib/assured where a closed folder such as /root is on the way.
 */
export async function reachableDataFolder(account: Account, wanted: string): Promise<string> {
  if (reaches(account, dirname(wanted))) return wanted
  const name = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 16)
  return join(await ownFolder(), name)
}

/** Where root keeps what another account must reach. Only root can change any folder on the way to it. */
export async function ownFolder(): Promise<string> {
  const folder = '/var/lib/assured'
  await mkdir(folder, { recursive: true, mode: 0o755 })
  refuseChangeable(folder)
  return folder
}

/** What another account may change must not be run, nor trusted to lead to the same place again. */
export function refuseChangeable(path: string): void {
  for (let part = resolve(path); ; part = dirname(part)) {
    const facts = lstatSync(part)
    if (facts.isSymbolicLink() || facts.uid !== 0 || (facts.mode & 0o022) !== 0)
      throw new Fault(
        'place-not-ours',
        `\`${part}\` can be changed by an account other than root, or is a link: give it to root with mode 755`,
      )
    if (part === dirname(part)) return
  }
}

export async function giveTo(account: Account, folder: string): Promise<void> {
  if (account !== null) await chown(folder, account.uid, account.gid)
}
