import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import type { Manifest } from './backup-manifest.ts'
import { newClient } from './client.ts'
import { copyFile, writeDurably } from './copy-file.ts'
import { type Session, sessionOn } from './database.ts'
import { clearHoles, firstPageOf, pageBytes, pagesAreReadable } from './page-holes.ts'
import { rotationLock } from './rotate-keys.ts'
import type { Server } from './server.ts'

export type Contents = Pick<Manifest, 'folders' | 'files'>

export type CopyOptions<T> = {
  /** Called with the bytes copied so far, and roughly how many there are. */
  readonly progress: (done: number, total: number) => void
  /**
   * Runs `close`, which fixes the moment that the copy will show. Whatever else must be of that moment is copied within it too. No rotation
   * of keys can begin before it has ended.
   */
  readonly closing: (close: () => Promise<void>) => Promise<T>
}

// Files that a running server keeps for itself, and creates anew when it starts (PostgreSQL's manual, 25.3.4).
const foldersLeftEmpty = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//
const filesLeftOut =
  /^(\.s\.PGSQL\..*|socket-folder|postmaster\.(pid|opts)|server\.log|backup_label|tablespace_map|backup_manifest|postgresql\.auto\.conf\.tmp)$/
const namesLeftOut = /(^|\/)(pgsql_tmp|pg_internal\.init)/

/**
 * Copies the cluster into `into`/postgres while it runs: whatever was acknowledged before `close` began is in the copy. One session does
 * all of it, so that a failed copy leaves nothing behind in the server: its slot is temporary, and the backup ends with the session.
 */
export async function copyCluster<T>(server: Server, into: string, options: CopyOptions<T>): Promise<Contents & { readonly closed: T }> {
  const client = newClient(server.admin, { statementTimeout: 0 })
  try {
    await client.connect()
    const session = sessionOn(client)
    await refuseRotating(session)
    // The slot keeps the write-ahead log that the copy needs until it is copied.
    await session.query(`select pg_create_physical_replication_slot('assured_backup_' || pg_backend_pid(), true, true)`)
    await refuseTablespaces(session)
    const checksums = await tidied(session)
    const [begun] = await session.query<{ lsn: string }>(`select pg_backup_start('assured', fast => true)::text as lsn`)
    const copy: Copy = { from: server.folder, into, checksums, folders: [], files: [] }
    await copyData(copy, options.progress)
    const closed = await options.closing(() => closeCopy(copy, session, begun?.lsn ?? ''))
    return { folders: copy.folders, files: copy.files, closed }
  } finally {
    await client.end().catch(() => {})
  }
}

type Copy = {
  readonly from: string
  readonly into: string
  /** Whether the cluster's pages have checksums. */
  readonly checksums: boolean
  readonly folders: string[]
  readonly files: Manifest['files']
}

/**
 * Makes sure that what was deleted before a backup is not in it: dead rows are removed from the pages, and the planner's sample values of
 * each column are taken anew. This happens before the copy begins, so that the write-ahead log in the copy does not have them either.
 * Answers whether pages have checksums.
 */
async function tidied(session: Session): Promise<boolean> {
  const text = `select string_agg(oid::regclass::text, ', ') as filled from pg_class
    where relkind = 'r' and relnamespace in (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema') and pg_relation_size(oid) > 0`
  const [{ filled } = { filled: null }] = await session.query<{ filled: string | null }>(text)
  if (filled !== null) await session.query(`vacuum (analyze) ${filled}`)
  await session.query('vacuum pg_catalog.pg_statistic')
  const [row] = await session.query<{ on: boolean }>(`select current_setting('data_checksums')::boolean as on`)
  return row?.on === true
}

/** Copies one file below the cluster's folder. A file that has vanished was dropped, which the write-ahead log says too. */
async function take(copy: Copy, name: string): Promise<number> {
  const path = `postgres/${name}`
  const first = pagesAreReadable ? firstPageOf(name) : undefined
  const clear = first === undefined ? undefined : (piece: Buffer, at: number) => clearHoles(piece, first + at / pageBytes, copy.checksums)
  const copied = await copyFile(join(copy.from, name), join(copy.into, path), clear)
  if (copied !== undefined) copy.files.push({ path, ...copied })
  return copied?.bytes ?? 0
}

async function copyData(copy: Copy, progress: CopyOptions<unknown>['progress']): Promise<void> {
  const { folders, files, bytes } = await dataOf(copy.from)
  for (const name of ['', ...folders]) {
    const path = name === '' ? 'postgres' : `postgres/${name}`
    await mkdir(join(copy.into, path), { mode: 0o700 })
    copy.folders.push(path)
  }
  let done = 0
  for (const name of files.filter((each) => each !== controlFile)) {
    done += await take(copy, name)
    progress(Math.min(done, bytes), bytes)
  }
  await takeControlFile(copy)
}

/** Every folder, parents first, and every file that belongs in a copy. */
async function dataOf(from: string): Promise<{ folders: readonly string[]; files: readonly string[]; bytes: number }> {
  const folders: string[] = []
  const files: string[] = []
  let bytes = 0
  for (const name of (await readdir(from, { recursive: true })).map((each) => each.replaceAll('\\', '/')).sort()) {
    if (foldersLeftEmpty.test(name) || filesLeftOut.test(name) || namesLeftOut.test(name)) continue
    const found = await stat(join(from, name)).catch(() => undefined)
    if (found?.isDirectory() === true) folders.push(name)
    else if (found !== undefined) {
      files.push(name)
      bytes += found.size
    }
  }
  return { folders, files, bytes }
}

const controlFile = 'global/pg_control'

/** The write-ahead log does not repair this one file, so it is read until two readings agree, in case one was caught half-written. */
async function takeControlFile(copy: Copy): Promise<void> {
  let before = await readFile(join(copy.from, controlFile))
  for (let tries = 0; tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    const now = await readFile(join(copy.from, controlFile))
    if (now.equals(before)) break
    before = now
  }
  await put(copy, controlFile, before)
}

async function put(copy: Copy, name: string, content: Uint8Array): Promise<void> {
  const path = `postgres/${name}`
  copy.files.push({ path, ...(await writeDurably(join(copy.into, path), content)) })
}

/** Fixes the moment of the copy: all that was committed before it is in the write-ahead log copied here, from where the copy began. */
async function closeCopy(copy: Copy, session: Session, begun: string): Promise<void> {
  const [stopped] = await session.query<{ lsn: string; label: string }>(
    'select lsn::text as lsn, labelfile as label from pg_backup_stop(wait_for_archive => false)',
  )
  if (stopped === undefined) throw new Fault('backup-not-closed', 'the database did not say where the copy ends')
  await put(copy, 'backup_label', Buffer.from(stopped.label))
  // Stopping begins a new segment, so the last one in this list is complete.
  const segments = await session.query<{ name: string }>(
    `with size as (select pg_size_bytes(current_setting('wal_segment_size')) as bytes)
      select distinct pg_walfile_name($1::pg_lsn + step) as name
      from size, generate_series(0, $2::pg_lsn - 1 - $1::pg_lsn, bytes) as step
      union select pg_walfile_name($2::pg_lsn - 1) order by name`,
    [begun, stopped.lsn],
  )
  for (const { name } of segments) {
    if ((await take(copy, `pg_wal/${name}`)) === 0) throw new Fault('backup-incomplete', 'a part of the log of changes was gone too soon')
  }
}

/** A copy with keys wrapped by two key-encryption keys would need both, so no rotation may be under way. */
async function refuseRotating(session: Session): Promise<void> {
  const [lock] = await session.query<{ got: boolean }>(`select pg_try_advisory_lock_shared(${rotationLock}) as got`)
  if (lock?.got !== true) throw new Fault('keys-in-use', 'the keys are being rotated: make the backup when that has ended')
}

/** Tablespaces are outside the data folder, where the copy would miss them. */
async function refuseTablespaces(session: Session): Promise<void> {
  const found = await session.query(`select from pg_tablespace where spcname not in ('pg_default', 'pg_global')`)
  if (found.length > 0) throw new Fault('tablespaces-not-copied', 'the database has tablespaces of its own, which a backup cannot copy')
}
