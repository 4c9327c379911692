import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from 'pg'
import { makeEngine } from '#decisions/engine.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import type { GateDeps } from '#gate/deps.ts'
import { type Gate, makeGate } from '#gate/gate.ts'
import { publish } from '#gate/grants/publish.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { newClient } from '#store/client.ts'
import { openDatabase, type Session, sessionOn } from '#store/database.ts'
import { erasureLog } from '#store/erasures.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { personKeys } from '#store/keys.ts'
import { migrate } from '#store/migrate.ts'
import { type Server, startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { folderObjects } from '#store/vault/folder-objects.ts'
import { liveWest } from '../tests/decisions/editions.ts'

const migrations = join(import.meta.dirname, '..', 'src/store/migrations')
const schema = 'livewest'

/** One database with the gate over it, and the same tables bare beside it. */
export type Ground = {
  readonly parts: GateDeps
  readonly gate: Gate
  /** As the superuser, in the gate's own tables: for filling and looking. */
  readonly admin: Session
  /** Sixteen connections of the superuser to the bare copy: no roles, no policy, no evidence. */
  readonly bare: readonly Session[]
  /** A folder that the server can read. */
  readonly folder: string
  /** Copies every table with its rows, indexes and foreign keys to the schema that `bare` uses. */
  readonly copyToBare: () => Promise<void>
  /** Copies the rows of evidence written since to the bare copy; both are then vacuumed equally. */
  readonly copyEvidenceToBare: () => Promise<void>
  readonly close: () => Promise<void>
}

/** One embedded server in a temporary folder, with the usual settings: fsync on. */
export async function withServer<T>(work: (server: Server, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-bench-'))
  // The server runs as an unprivileged account, which must be able to enter the folder.
  await chmod(folder, 0o755)
  const server = await startServer(folder)
  try {
    return await work(server, folder)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** `clients`: connections of either side. */
export async function ground(server: Server, folder: string, name: string, clients = 16): Promise<Ground> {
  const maker = newClient(server.admin)
  await maker.connect()
  await maker.query(`create database ${name}`)
  await maker.end()
  const target = await targetOf({ ...server.admin, database: name }, schema, folder)
  await migrate(target, migrations)
  const released = await liveWest()
  await asAdmin(target, (session) => publish(session, schema, released, everyRecordType))
  const database = openDatabase(target.app, schema, { connections: clients })
  const committer = groupCommitter(database)
  const { decide } = makeEngine(released)
  const clock = () => Temporal.Instant.from('2026-11-23T12:00:00Z')
  const provider = await fileKeyProvider(join(folder, 'keys', `kek-${name}`))
  const erasures = erasureLog(join(folder, 'evidence', `erasures-${name}.log`), clock)
  const deps: GateDeps = {
    database,
    inForce: () => ({ released, decide }),
    record: committer.record,
    keys: personKeys(database, provider, erasures),
    erasures,
    objects: folderObjects(join(folder, 'vault', name)),
    clock,
  }
  const opened: Client[] = []
  const connect = async (where: string): Promise<Session> => {
    const client = newClient(target.admin, { schema: where, statementTimeout: 0 })
    await client.connect()
    opened.push(client)
    return sessionOn(client)
  }
  const admin = await connect(schema)
  const bare = await Promise.all(Array.from({ length: clients }, () => connect('bare')))
  return {
    parts: deps,
    gate: makeGate(deps),
    admin,
    bare,
    folder,
    copyToBare: () => copyTables(admin),
    copyEvidenceToBare: async () => {
      await admin.query(`insert into bare.evidence overriding system value select * from ${schema}.evidence e
        where not exists (select from bare.evidence b where b.seq = e.seq)`)
      for (const each of [schema, 'bare']) await admin.query(`vacuum analyze ${each}.evidence`)
    },
    close: async () => {
      await committer.close()
      await database.close()
      await Promise.all(opened.map((client) => client.end()))
    },
  }
}

async function copyTables(admin: Session): Promise<void> {
  await admin.query('create schema bare')
  const tables = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = '${schema}'::regnamespace and relkind = 'r' and relname <> 'item'`,
  )
  for (const { name } of tables) {
    await admin.query(`create table bare.${name} (like ${schema}.${name} including all)`)
    await admin.query(`insert into bare.${name} overriding system value select * from ${schema}.${name}`)
  }
  await admin.query(
    `select setval(pg_get_serial_sequence('bare.evidence', 'seq'), (select coalesce(max(seq), 0) + 1 from ${schema}.evidence))`,
  )
  const links = await admin.query<{ name: string; definition: string }>(
    `select relname as name, replace(pg_get_constraintdef(c.oid), 'REFERENCES ', 'REFERENCES bare.') as definition
      from pg_constraint c join pg_class t on t.oid = c.conrelid where c.contype = 'f' and t.relnamespace = '${schema}'::regnamespace`,
  )
  for (const { name, definition } of links)
    await admin.query(`alter table bare.${name} add ${definition.replace('bare.livewest.', 'bare.')}`)
  await admin.query('vacuum analyze')
  // The views' definitions name no schema in this session, so views created with the copies first in the search path use the copies.
  const views = await admin.query<{ name: string; definition: string }>(
    `select relname as name, pg_get_viewdef(oid) as definition from pg_class
      where relnamespace = '${schema}'::regnamespace and relkind = 'v' order by oid`,
  )
  await admin.query(`set search_path to bare, public`)
  for (const { name, definition } of views) await admin.query(`create view ${name} as ${definition}`)
  await admin.query(`set search_path to ${schema}, public`)
}
