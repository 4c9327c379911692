import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { BackupReport } from '#cli/system.ts'
import { lastKeptHead } from '#evidence/heads-file.ts'
import { whileNobodySeals } from '#evidence/sealing-lock.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import { Fault } from '#shared/fault.ts'
import { type Contents, copyCluster } from '#store/backup.ts'
import { machine, writeManifest } from '#store/backup-manifest.ts'
import { copyFile, syncFolder } from '#store/copy-file.ts'
import { keyIdIn, nextKeyFile } from '#store/file-key-provider.ts'
import type { KeyProvider } from '#store/keys.ts'
import { roleName } from '#store/role-names.ts'
import type { Server } from '#store/server.ts'
import { asAdmin, asOwner, type DatabaseTarget } from '#store/target.ts'
import { copyVault } from '#store/vault/copies.ts'
import { alsoNeeded } from '#store/wrapped-by-another.ts'
import { softwareOf } from '../home.ts'

export type BackedUp = {
  readonly server: Server
  readonly target: DatabaseTarget
  readonly provider: KeyProvider
  /** The file of the key-encryption key. */
  readonly keyFile: string
  readonly deps: GateDeps
  readonly home: string
  /** The folder with heads and erasures. */
  readonly evidence: string
}

/** The files of the `evidence` folder that a backup contains. */
const carried = ['heads.log', 'erasures.log']

/**
 * Copies the embedded database while it runs, with the heads of its evidence, the log of erasures and the contents of the vault, into a folder that
 * gets its name only once it is whole. The keys are left out: otherwise the backup alone would open everything.
 */
export async function backUp(of: BackedUp, wanted: string, progress: (done: number, total: number) => void): Promise<BackupReport> {
  const out = resolve(wanted)
  await onlyKey(of)
  await refuseOccupied(out, of.server.folder)
  await clearUnfinished(dirname(out))
  const part = `${out}.${randomBytes(6).toString('hex')}.new`
  await mkdir(part, { recursive: true, mode: 0o700 })
  try {
    const { wrappedBy, ...contents } = await copyAll(of, part, progress)
    const { hash } = of.deps.inForce().released
    const head = (await lastKeptHead(join(part, 'evidence', 'heads.log')))?.head ?? null
    const about = { made: of.deps.clock().toString(), schema: of.target.schema, edition: hash, head }
    const versions = { software: (await softwareOf(of.home)).version, postgres: await postgresVersion(of.deps), machine }
    await writeManifest(part, { form: 'assured-backup-1', ...about, ...versions, ...contents }, of.provider, wrappedBy)
    for (const folder of ['evidence', ...contents.folders.toReversed(), '.']) await syncFolder(join(part, folder))
    await rename(part, out)
    await syncFolder(dirname(out))
    const told = { files: contents.files.length, bytes: contents.files.reduce((sum, file) => sum + file.bytes, 0) }
    await of.deps.record([systemEntry({ kind: 'system', actor: 'system:backup', act: 'backup', edition: hash, detail: told })])
    return { out, ...told, ...about, leftOut: ['keys'] }
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
}

async function copyAll(
  of: BackedUp,
  part: string,
  progress: (done: number, total: number) => void,
): Promise<Contents & { readonly wrappedBy: Buffer }> {
  const evidence: { path: string; bytes: number; sha256: string }[] = []
  const takeEvidence = async () => {
    await mkdir(join(part, 'evidence'), { mode: 0o700 })
    for (const name of carried) {
      const copied = await copyFile(join(of.evidence, name), join(part, 'evidence', name))
      if (copied !== undefined) evidence.push({ path: `evidence/${name}`, ...copied })
    }
  }
  // So the heads in the backup are exactly those of the seals in the copy, and no erasure in the copy lacks its note.
  const closing = (close: () => Promise<void>) =>
    asAdmin(of.target, (session) =>
      whileNobodySeals(session, async () => {
        await close()
        await takeEvidence()
        return onlyKey(of)
      }),
    )
  const { folders, files, closed } = await copyCluster(of.server, part, { progress, closing })
  const media = await copyVault(of.deps.objects, part, progress)
  return { folders, files: [...files, ...evidence, ...media], wrappedBy: closed }
}

/**
 * The id of the key-encryption key that opens what is copied. While a rotation runs two keys would be needed, and the backup could not say so:
 * refused until the rotation has ended.
 */
async function onlyKey({ target, provider, keyFile }: BackedUp): Promise<Buffer> {
  const only = await asOwner(target, async (owner) => {
    const [inForce] = await owner.query<{ id: Buffer }>('select id from key_in_force')
    if (inForce === undefined || existsSync(nextKeyFile(keyFile)) || !(await keyIdIn(keyFile))?.equals(inForce.id)) return null
    return (await alsoNeeded(owner, [target.schema], provider, inForce.id)) === null ? inForce.id : null
  })
  if (only !== null) return only
  const why = 'a rotation of keys was cut short: run `./assured keys rotate` to its end, and then make the backup'
  throw new Fault('keys-half-rotated', why)
}

const parts: ReadonlySet<string> = new Set(['postgres', 'evidence', 'vault', 'manifest.seal', 'manifest.json'])

/** Removes unfinished backups that were killed more than a day ago: they are full of people's data. */
async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (!/\.[0-9a-f]{12}\.new$/.test(name) || Date.now() - (await stat(path)).mtimeMs < 86_400_000) continue
    const inside = await readdir(path).catch(() => [''])
    if (inside.every((each) => parts.has(each))) await rm(path, { recursive: true, force: true })
  }
}

async function refuseOccupied(out: string, cluster: string): Promise<void> {
  if (`${out}${sep}`.startsWith(`${cluster}${sep}`))
    throw new Fault('backup-into-itself', 'a backup cannot be made into the database’s own folder')
  const there = existsSync(out) ? await readdir(out).catch(() => [basename(out)]) : []
  if (there.length > 0) throw new Fault('backup-folder-taken', 'the folder for the backup is there already, and is not empty')
}

async function postgresVersion(deps: GateDeps): Promise<string> {
  const [row] = await deps.database.once<{ version: string }>(
    roleName(deps.database.schema, 'machinery'),
    `select current_setting('server_version') as version`,
  )
  return row?.version ?? ''
}
