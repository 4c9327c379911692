import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeEngine } from '#decisions/engine.ts'
import { raiseOffset } from '#evidence/clock.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import { editionOn, readEditions, type StoredEdition } from '#facts/editions.ts'
import type { GateParts, InForce } from '#gate/parts.ts'
import { isCompiled, publish, storeEdition } from '#gate/publish.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { type Clock, dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { openDatabase } from '#store/database.ts'
import { type ErasureLog, erasureLog } from '#store/erasures.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { type KeyProvider, personKeys } from '#store/keys.ts'
import { migrate } from '#store/migrate.ts'
import { type Server, startServer } from '#store/server.ts'
import { addressOf, asAdmin, asOwner, type DatabaseTarget, targetOf } from '#store/target.ts'
import { landlordEdition, schemaOf } from './landlord.ts'
import { refuseCutShort } from './restore-under-way.ts'
import type { Settings } from './settings.ts'

/** What the rooms above stand on: the database, the editions in it, the keys, the logs outside it. */
export type Ground = {
  /** Null where the landlord runs the database. */
  readonly server: Server | null
  readonly target: DatabaseTarget
  /** The folder of what is kept outside the database: heads of evidence, erasures. */
  readonly evidence: string
  readonly provider: KeyProvider
  readonly erasures: ErasureLog
  readonly editions: readonly StoredEdition[]
  readonly parts: GateParts
}

/**
 * Starts or joins the database, brings it up to date and puts the notice in force. What must be closed again is noted in `opened`.
 * `restoring`: when a backup was just put in place.
 */
export async function openGround(
  settings: Settings,
  home: string,
  clock: Clock,
  opened: AsyncDisposableStack,
  restoring: boolean,
): Promise<Ground> {
  await mkdir(settings.data, { recursive: true }).catch((cause: unknown) => {
    throw new Fault('data-folder-unusable', '`ASSURED_DATA` (or `--data`) is no folder, or none can be made there', { cause })
  })
  if (!restoring) await refuseCutShort(settings.data)
  const server = settings.databaseUrl === null ? await startServer(settings.data) : null
  if (server !== null && !server.joined) opened.defer(server.stop)
  const admin = server?.admin ?? addressOf(settings.databaseUrl ?? '')
  const target = await targetOf(admin, schemaOf(settings.landlord), settings.data)
  await migrate(target, join(home, 'src/store/migrations'))
  await asOwner(target, raiseOffset)
  const database = openDatabase(target.app, target.schema)
  opened.defer(database.close)
  const editions = await putInForce(settings, target, database, clock)
  const committer = groupCommitter(database)
  opened.defer(committer.close)
  // Each landlord's own: two in one data folder would contradict one another.
  const evidence = join(settings.data, 'evidence', target.schema)
  const provider = await fileKeyProvider(join(settings.data, 'keys', 'key-encryption-key'))
  const erasures = erasureLog(join(evidence, 'erasures.log'), clock)
  const keys = personKeys(database, provider, erasures)
  const parts: GateParts = { database, inForce: inForceOn(editions, clock), record: committer.record, keys, erasures, clock }
  return { server, target, evidence, provider, erasures, editions, parts }
}

/** The edition of the day, and its engine; none in force is a fault, and nothing is decided. */
function inForceOn(editions: readonly StoredEdition[], clock: Clock): () => InForce {
  const engines = new Map(editions.map(({ released }) => [released.hash, makeEngine(released).decide]))
  return () => {
    const released = editionOn(editions, dateIn(clock()))
    const decide = released && engines.get(released.hash)
    if (released === undefined || decide === undefined) throw new Fault('no-edition', 'no edition of the notice is in force')
    return { released, decide }
  }
}

/** Stores the landlord's edition where the database has not got it, reads every edition there is, and compiles the one in force. */
async function putInForce(settings: Settings, target: DatabaseTarget, database: GateParts['database'], clock: Clock) {
  const wanted = await landlordEdition(settings.landlord, dateIn(clock()))
  const before = await readEditions(database).catch(() => [])
  if (!before.some(({ released }) => released.hash === wanted.hash)) await asAdmin(target, (session) => storeEdition(session, wanted))
  const editions = await readEditions(database)
  await compileInForce(target, database, editions, dateIn(clock()))
  return editions
}

/**
 * Makes the database's privileges those of the edition in force on a day, where they are another's: the day of a later edition has come,
 * or another version of the software made them, which need not serve this one. Answers whether it had to.
 */
export async function compileInForce(
  target: DatabaseTarget,
  database: GateParts['database'],
  editions: readonly StoredEdition[],
  day: Temporal.PlainDate,
): Promise<boolean> {
  const due = editionOn(editions, day)
  if (due === undefined || (await isCompiled(database, due, everyRecordType))) return false
  await asAdmin(target, (session) => publish(session, target.schema, due, everyRecordType))
  return true
}
