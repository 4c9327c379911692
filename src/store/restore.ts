import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { type Manifest, machine } from './backup-manifest.ts'
import { type Cluster, clusterOf, isRunning } from './cluster.ts'
import { copyFile, digestOf, syncFolder } from './copy-file.ts'
import { clearHalfMade, halfMade } from './half-made.ts'
import { ownMajor } from './postgres-version.ts'
import { startServer } from './server.ts'
import { alone } from './single-user.ts'
import { type Ran, ranSql, refuseOtherSteps, type Software, type Step } from './steps.ts'
import { giveTo } from './unprivileged.ts'

/** A cluster made from a backup: recovered and ready, but not yet in use. */
export type Rebuilt = {
  /** Puts it in place. The existing cluster is set aside under `name`, whose path is answered; null if there was none. */
  readonly putInPlace: (name: string) => Promise<string | null>
  /** Deletes it, unless it was put in place. */
  readonly discard: () => Promise<void>
}

/** What runs here. A backup that these migrations do not continue from is refused before it is put in place. */
export type Own = { readonly steps: readonly [Step, ...Step[]]; readonly software: Software }

/**
 * Refuses unless nothing uses the data folder's database and what is there may be replaced. Stops a server that a killed command left
 * behind.
 */
export async function refuseUnlessFree(data: string, replace: boolean): Promise<void> {
  const cluster = await clusterOf(data)
  if (!replace && existsSync(join(cluster.folder, 'PG_VERSION'))) {
    throw new Fault('database-there', 'the data folder has a database already: `--replace` puts the backup in its place and keeps it aside')
  }
  if (!(await isRunning(cluster))) return
  const server = await startServer(data)
  await server.stop()
  if (await isRunning(cluster)) throw inUse()
}

/**
 * Copies the backup's cluster beside the data folder's own, checks every file against the manifest, and lets PostgreSQL recover it there.
 * If the backup is damaged or does not recover, that is a fault before anything in use has been touched.
 */
export async function rebuild(
  data: string,
  from: string,
  manifest: Manifest,
  progress: (done: number, total: number) => void,
  own?: Own,
): Promise<Rebuilt> {
  const cluster = await clusterOf(data)
  // A restore that was killed may have left copies of everybody's data beside the database, which nobody will use.
  await clearHalfMade(cluster.folder)
  const fresh = await halfMade(cluster.folder)
  try {
    await refuseOtherMachines(cluster, manifest)
    await copyChecked(from, fresh, cluster, manifest, progress)
    await recover(cluster, fresh, manifest, own)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw error
  }
  return { putInPlace: (name) => putInPlace(cluster, fresh, name), discard: () => rm(fresh, { recursive: true, force: true }) }
}

/** PostgreSQL's files can only be read by the same major version on the same kind of machine. */
async function refuseOtherMachines(cluster: Cluster, manifest: Manifest): Promise<void> {
  if (manifest.machine !== machine) {
    throw new Fault('backup-of-another-machine', `the backup was made on \`${manifest.machine}\` and this is \`${machine}\``)
  }
  const own = await ownMajor(cluster)
  const its = /^\d+/.exec(manifest.postgres)?.[0]
  if (own !== its) throw new Fault('backup-of-another-version', `the backup is of PostgreSQL ${its ?? ''} and this is PostgreSQL ${own}`)
}

async function copyChecked(
  from: string,
  fresh: string,
  cluster: Cluster,
  manifest: Manifest,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const at = (path: string) => join(fresh, path.slice('postgres'.length))
  for (const folder of manifest.folders) {
    await mkdir(at(folder), { mode: 0o700 })
    await giveTo(cluster.account, at(folder))
  }
  const total = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  let done = 0
  for (const file of manifest.files.filter(({ path }) => path.startsWith('postgres/'))) {
    const copied = await copyFile(join(from, file.path), at(file.path))
    if (copied?.sha256 !== file.sha256 || copied.bytes !== file.bytes) throw damaged(file.path)
    await giveTo(cluster.account, at(file.path))
    done += file.bytes
    progress(done, total)
  }
}

/** A file of the backup that is small enough to read whole, checked; null if the backup has none of that name. */
export async function checkedFile(from: string, path: string, manifest: Manifest): Promise<Buffer | null> {
  const told = manifest.files.find((file) => file.path === path)
  if (told === undefined) return null
  const content = await readFile(join(from, path)).catch(() => undefined)
  if (content === undefined || digestOf(content) !== told.sha256) throw damaged(path)
  return content
}

/**
 * Lets PostgreSQL recover the copy, and gives it the password of this data folder. So a backup can be restored into a folder of which only
 * the key-encryption key was kept.
 */
async function recover(cluster: Cluster, fresh: string, { schema, software }: Manifest, own: Own | undefined): Promise<void> {
  const question = `select name || ' ' || sha256 || ' ' || coalesce(software, '') as ran from (${ranSql(schema)}) m`
  const told = await alone(cluster, fresh, own === undefined ? [] : [question]).catch(() => {
    throw new Fault('backup-not-recovered', 'PostgreSQL cannot recover the database of the backup')
  })
  if (own === undefined) return
  const ran = [...told.matchAll(/ran = "(\S+) (\S+) ([^"]*)"/g)].map(
    ([, name = '', sha256 = '', version]): Ran => ({ name, sha256, software: version || software }),
  )
  const older = 'put it back with the version that made it'
  refuseOtherSteps(own.steps, ran, { what: 'the database in the backup', own: own.software, older })
}

async function putInPlace(cluster: Cluster, fresh: string, name: string): Promise<string | null> {
  // Copying takes time, and somebody may have started it meanwhile.
  if (await isRunning(cluster)) throw inUse()
  const { folder } = cluster
  const aside = `${folder}.${name}`
  // An interrupted restore has already set the original aside. What is in its place now, if anything, is that restore's copy, in which
  // nobody has worked.
  if (existsSync(aside)) await rm(folder, { recursive: true, force: true })
  else if (existsSync(folder)) await rename(folder, aside)
  const kept = existsSync(aside)
  try {
    await rename(fresh, folder)
  } catch (cause) {
    if (kept) await rename(aside, folder).catch(() => {})
    throw new Fault('backup-not-put-in-place', 'the restored database could not be put in place: the one that was there is there still', {
      cause,
    })
  }
  await syncFolder(dirname(folder))
  return kept ? aside : null
}

function inUse(): Fault {
  return new Fault('database-in-use', 'the database of the data folder is running and in use: stop it first')
}

function damaged(path: string): Fault {
  return new Fault('backup-damaged', `the file \`${path}\` of the backup is not as it was written`)
}
