import { link, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { newClient } from './client.ts'
import { syncFolder } from './copy-file.ts'
import { quoted, type Session, sessionOn } from './database.ts'
import { isLockTimeout } from './database-fault.ts'
import { type FileKeys, fileKeyProvider, keyIdIn, nextKeyFile, retiredKeyFile } from './file-key-provider.ts'
import { keyIdOf } from './keys.ts'
import { makeSecret } from './secret-file.ts'
import type { DatabaseTarget } from './target.ts'
import { alsoNeeded, nobody, wrappedByAnother } from './wrapped-by-another.ts'

/** A person's key whose wrapping names a missing key-encryption key: whose it is, in which landlord's schema, and the id that it names. */
export type Unknown = { readonly landlord: string; readonly person: string; readonly names: string }

/**
 * Ids of keys, in hexadecimal. `damaged`: keys that no key-encryption key opens any more, left as they are. `unknown`: keys that may still need the
 * former key, and so keep it from being retired.
 */
export type Rotation = {
  readonly from: string
  readonly to: string
  readonly rewrapped: number
  readonly damaged: number
  readonly unknown: readonly Unknown[]
}

type RotationOptions = {
  readonly target: DatabaseTarget
  /** The file of the key-encryption key. */
  readonly path: string
  readonly progress: (done: number, total: number) => void
  /** Called when everything is wrapped by the new key, before the old one is retired. */
  readonly done: (rotation: Rotation) => Promise<void>
}

/**
 * Puts another key-encryption key in force, and wraps by it what the former one had wrapped, while everybody goes on reading and writing. Until then
 * the new key is stored beside the old one, where every process finds it. After a kill at any moment, the next call continues. The keys of every
 * landlord in the database are wrapped anew, for all of them share the file. The former key is not retired while something may still need it. Where a
 * rotation was cut short, or a backup from before one was restored, the key that is there already is used, and no new one made.
 */
export function rotateKeys(options: RotationOptions): Promise<Rotation> {
  return alone(options.target, async (admin) => {
    return rotate(admin, await wrappedSchemas(admin), options)
  })
}

async function rotate(admin: Session, landlords: readonly string[], options: RotationOptions): Promise<Rotation> {
  const before = await idsInForce(admin, landlords)
  const own = await keyIdIn(options.path)
  if (own === null) throw new Fault('secret-missing', 'the key-encryption key’s file is not there: put it back from your copy of `keys`')
  const next = nextKeyFile(options.path)
  const provider = await fileKeyProvider(options.path)
  const behind = await otherKey(admin, landlords, provider)
  let to = await keyIdIn(next)
  if (to === null && behind !== null) to = own
  if (to === null) {
    await makeSecret(next)
    to = await keyIdIn(next)
  }
  if (to === null) throw new Fault('key-not-kept', 'a new key-encryption key could not be kept')
  await putInForce(admin, landlords, to)
  const counted = await wrapAnew({ admin, schemas: landlords, provider, id: to, needed: before }, options.progress)
  const from = [...before, behind].find((id) => id !== null && !id.equals(to)) ?? own
  const rotation = { from: from.toString('hex'), to: to.toString('hex'), ...counted }
  await options.done(rotation)
  if (!to.equals(own) && counted.unknown.length === 0) await retire(options.path, own)
  return rotation
}

/** Wraps what a restored backup has by the key in the file; null where it is already. */
export function catchUpKeys(options: RotationOptions): Promise<Rotation | null> {
  return alone(options.target, async (admin) => {
    if ((await keyIdIn(options.path)) === null) return null
    const landlords = await wrappedSchemas(admin)
    const behind = await otherKey(admin, landlords, await fileKeyProvider(options.path))
    return behind === null ? null : rotate(admin, landlords, options)
  })
}

/** Another key than the one in the file that is in force or that wrapped keys need; null where there is none. */
async function otherKey(admin: Session, landlords: readonly string[], provider: FileKeys): Promise<Buffer | null> {
  const ids = await idsInForce(admin, landlords)
  return ids.find((id) => !id.equals(provider.id)) ?? alsoNeeded(admin, landlords, provider, provider.id)
}

/** Whatever must not happen during a rotation takes this lock of the database too, in shared mode. */
export const rotationLock = `hashtextextended('assured key-encryption key', 0)`

async function alone<T>(target: DatabaseTarget, work: (admin: Session) => Promise<T>): Promise<T> {
  const client = newClient(target.admin, { statementTimeout: 0 })
  try {
    await client.connect()
    const admin = sessionOn(client)
    const [lock] = await admin.query<{ got: boolean }>(`select pg_try_advisory_lock(${rotationLock}) as got`)
    if (lock?.got !== true) throw new Fault('keys-in-use', 'a backup or another rotation of keys is under way: wait until it has ended')
    return await work(admin)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Every landlord's schema of this database. */
async function wrappedSchemas(admin: Session): Promise<readonly string[]> {
  const found = await admin.query<{ name: string }>(
    `select n.nspname as name from pg_namespace n join pg_class c on c.relnamespace = n.oid and c.relname = 'person_key' and c.relkind = 'r' order by 1`,
  )
  return found.map(({ name }) => name)
}

async function idsInForce(admin: Session, schemas: readonly string[]): Promise<readonly Buffer[]> {
  const each = schemas.map((schema) => `select id from ${quoted(schema)}.key_in_force`).join(' union ')
  return (await admin.query<{ id: Buffer }>(each)).map(({ id }) => id)
}

/** From here on nothing is wrapped by another key. A transaction that is storing a key finishes first; one that waits meanwhile sees the new key. */
async function putInForce(admin: Session, schemas: readonly string[], id: Buffer): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await admin.query('begin')
      // Nobody storing a person's data waits long behind this.
      await admin.query(`set local lock_timeout = '2s'`)
      for (const schema of schemas) {
        await admin.query(`lock table ${quoted(schema)}.person_key in share row exclusive mode`)
        await admin.query(
          `insert into ${quoted(schema)}.key_in_force as k (id) values ($1)
            on conflict (only_one) do update set id = excluded.id, since = now() where k.id <> excluded.id`,
          [id],
        )
      }
      await admin.query('commit')
      return
    } catch (error) {
      await admin.query('rollback').catch(() => {})
      if (!isLockTimeout(error) || tries >= 60) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

const batch = 1000

/** `id`: of the key to wrap by. `needed`: ids that were in force, whose keys must be there. */
type Wrapping = {
  readonly admin: Session
  readonly schemas: readonly string[]
  readonly provider: FileKeys
  readonly id: Buffer
  readonly needed: readonly Buffer[]
}
/** Keys left as they are, by person. */
type Unopened = { readonly damaged: Set<string>; readonly unknown: Map<string, Unknown> }

async function wrapAnew(
  wrapping: Wrapping,
  progress: RotationOptions['progress'],
): Promise<Pick<Rotation, 'rewrapped' | 'damaged' | 'unknown'>> {
  const { admin, schemas, id } = wrapping
  let rewrapped = 0
  let damaged = 0
  const unknown: Unknown[] = []
  const left = await keysLeft(admin, schemas, id)
  for (const schema of schemas) {
    const unopened: Unopened = { damaged: new Set(), unknown: new Map() }
    // Rows that were locked a moment ago are tried again.
    for (let pending = true; pending; ) {
      for (let after = nobody; ; ) {
        const done = await wrapBatch(wrapping, schema, after, unopened)
        rewrapped += done.rewrapped
        progress(Math.min(rewrapped, left), left)
        if (done.last === null) break
        after = done.last
      }
      pending = (await keysLeft(admin, [schema], id, [...unopened.damaged, ...unopened.unknown.keys()])) > 0
      if (pending) await new Promise((resolve) => setTimeout(resolve, 100))
    }
    damaged += unopened.damaged.size
    unknown.push(...unopened.unknown.values())
  }
  return { rewrapped, damaged, unknown }
}

async function keysLeft(admin: Session, schemas: readonly string[], id: Buffer, but: readonly string[] = []): Promise<number> {
  const each = schemas.map((schema) => `select from ${quoted(schema)}.person_key where ${wrappedByAnother} and person_id <> all($2)`)
  const [row] = await admin.query<{ left: number }>(`select count(*) as left from (${each.join(' union all ')}) k`, [id, but])
  return row?.left ?? 0
}

/** A person erased meanwhile stays erased: their row is locked here, or is gone. */
async function wrapBatch({ admin, provider, id, needed }: Wrapping, schema: string, after: string, { damaged, unknown }: Unopened) {
  const table = `${quoted(schema)}.person_key`
  await admin.query('begin')
  try {
    const rows = await admin.query<{ person: string; wrapped: Buffer }>(
      `select person_id as person, wrapped from ${table} where ${wrappedByAnother} and person_id > $2
        order by person_id limit ${batch} for update skip locked`,
      [id, after],
    )
    const [people, keys]: [string[], Buffer[]] = [[], []]
    for (const { person, wrapped } of rows) {
      const key = await provider.unwrap(wrapped).catch((error: unknown) => {
        const code = error instanceof Fault ? error.code : null
        const names = keyIdOf(wrapped)
        if (code === 'key-damaged') damaged.add(person)
        // Where the missing key was once in force this is no damage: its file must be put back before anything is wrapped anew.
        else if (code === 'key-of-another' && !needed.some((each) => each.equals(names)))
          unknown.set(person, { landlord: schema, person, names: names.toString('hex') })
        else throw error
        return null
      })
      if (key === null) continue
      people.push(person)
      keys.push(await provider.wrap(key, id))
    }
    await admin.query(
      `update ${table} k set wrapped = n.wrapped from unnest($1::uuid[], $2::bytea[]) as n(person, wrapped) where k.person_id = n.person`,
      [people, keys],
    )
    await admin.query('commit')
    return { rewrapped: people.length, last: rows.at(-1)?.person ?? null }
  } catch (error) {
    await admin.query('rollback').catch(() => {})
    throw error
  }
}

/** The old key is stored under its id before the new one takes its place, so that there is always one. */
async function retire(path: string, id: Buffer): Promise<void> {
  await link(path, retiredKeyFile(path, id)).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
  await syncFolder(dirname(path))
  await rename(nextKeyFile(path), path)
  await syncFolder(dirname(path))
}
