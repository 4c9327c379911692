import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beyondLeaps, type ClockTrust, lookAtClock } from '#duties/retention/clock-look.ts'
import { raiseOffset } from '#evidence/clock.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Clock } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Bounds } from '#store/bounds.ts'
import { openDatabase } from '#store/database.ts'
import { type ErasureLog, erasureLog } from '#store/erasures.ts'
import type { FileKeys } from '#store/file-key-provider.ts'
import { keyProviderFor } from '#store/key-in-force.ts'
import { personKeys } from '#store/keys.ts'
import { knownSecrets, type Secrets } from '#store/known-secrets.ts'
import { migrate } from '#store/migrate.ts'
import { refuseOldPostgres } from '#store/postgres-version.ts'
import { type Server, startServer } from '#store/server.ts'
import { addressOf, asOwner, type DatabaseTarget, targetOf } from '#store/target.ts'
import { refuseCutShort } from './backup/restore-under-way.ts'
import { type Editions, openEditions } from './editions/editions.ts'
import { schemaOf } from './editions/landlord.ts'
import { migrationsOf, softwareOf } from './home.ts'
import { keyFileOf } from './key-file.ts'
import type { Settings } from './settings/settings.ts'
import { vaultOf } from './settings/vault-settings.ts'

/** What the higher rooms need: the database, its editions, the keys, and the logs kept outside it. */
export type Ground = {
  /** Null where the landlord runs the database. */
  readonly server: Server | null
  readonly target: DatabaseTarget
  /** The folder for what is kept outside the database: heads of evidence and erasures. */
  readonly evidence: string
  readonly provider: FileKeys
  readonly secrets: Secrets
  readonly erasures: ErasureLog
  readonly editions: Editions
  readonly deps: GateDeps
  readonly trust: ClockTrust
}

/** The inputs of a start. `bounds`: how long callers of its database wait. */
export type Joined = { readonly settings: Settings; readonly home: string; readonly clock: Clock; readonly bounds: Bounds }

/**
 * Starts or joins the database, brings it up to date and puts the notice in force. Everything opened is registered in `opened`, to be closed again.
 * `restoring`: a backup was just put in place.
 */
export async function openGround(joined: Joined, opened: AsyncDisposableStack, restoring: boolean): Promise<Ground> {
  const { settings, home, clock, bounds } = joined
  await mkdir(settings.data, { recursive: true }).catch((cause: unknown) => {
    throw new Fault('data-folder-unusable', '`ASSURED_DATA` (or `--data`) is no folder, or none can be made there', { cause })
  })
  if (!restoring) await refuseCutShort(settings.data)
  const server = settings.databaseUrl === null ? await startServer(settings.data) : null
  // Checked at the end: a server that was joined may have been started again by this process.
  if (server !== null) opened.defer(async () => (server.joined ? undefined : server.stop()))
  const admin = server?.admin ?? addressOf(settings.databaseUrl ?? '')
  if (server === null) await refuseOldPostgres(admin)
  const schema = schemaOf(settings.landlord)
  const secrets = await knownSecrets({ admin, schema, folder: join(settings.data, 'keys') }, restoring)
  const target = await targetOf(admin, schema, settings.data)
  await migrate(target, migrationsOf(home), await softwareOf(home))
  await secrets.of('app.password')
  await asOwner(target, raiseOffset)
  const database = openDatabase(target.app, target.schema, { bounds })
  opened.defer(database.close)
  // Taken before this start itself is on record: the gap is measured from what was there.
  const trust: ClockTrust = { longestGap: settings.longestGap, apart: server === null }
  await lookAtClock({ database, clock, ...trust }, null)
  const { landlord, example, exampleStated = false } = settings
  const editions = await openEditions({ landlord, target, database, clock, example, exampleStated })
  const committer = groupCommitter(database)
  opened.defer(committer.close)
  // One for each landlord: the heads of two in one data folder would contradict each other.
  const evidence = join(settings.data, 'evidence', target.schema)
  const provider = await keyProviderFor(target, keyFileOf(settings.data))
  const erasures = erasureLog(join(evidence, 'erasures.log'), clock)
  const keys = personKeys(database, provider, erasures, beyondLeaps(trust))
  const objects = await vaultOf(settings.vault, target.schema)
  const deps: GateDeps = { database, inForce: editions.inForce, record: committer.record, keys, erasures, objects, clock }
  return { server, target, evidence, provider, secrets, erasures, editions, deps: deps, trust }
}
