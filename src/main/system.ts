import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupReport, System } from '#cli/system.ts'
import { makeEngine } from '#decisions/engine.ts'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { raiseOffset } from '#evidence/clock.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import { lastOf } from '#evidence/read.ts'
import { seal } from '#evidence/seal.ts'
import { verify } from '#evidence/verify.ts'
import { editionOn, readEditions } from '#facts/editions.ts'
import { makeGate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { GateParts, InForce } from '#gate/parts.ts'
import { isCompiled, publish } from '#gate/publish.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { type Clock, dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { openDatabase } from '#store/database.ts'
import { erasureLog } from '#store/erasures.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { personKeys } from '#store/keys.ts'
import { migrate } from '#store/migrate.ts'
import { startServer } from '#store/server.ts'
import { addressOf, asAdmin, asOwner, type DatabaseTarget, targetOf } from '#store/target.ts'
import { backUp } from './backup.ts'
import { doctor } from './doctor.ts'
import { landlordEdition, schemaOf } from './landlord.ts'
import { notEmbedded } from './not-embedded.ts'
import { promiseTests } from './promise-tests.ts'
import type { Settings } from './settings.ts'
import { type Restored, type Settled, settleErasures } from './settle-erasures.ts'

/** Who gathers a pack by command: the data protection team's standing account. */
const dataProtection: Colleague = {
  id: 'data-protection-team',
  name: 'Data protection team',
  team: 'Data protection',
  roles: ['data-protection-officer'],
}

export type Running = System & {
  readonly editions: () => readonly ReleasedEdition[]
  readonly seal: () => Promise<unknown>
  readonly lastSweep: () => Promise<Temporal.Instant | null>
  /** What this start erased again, as it found a restored database. */
  readonly settled: Settled
  readonly backUp: (out: string, progress: (done: number, total: number) => void) => Promise<BackupReport>
}

/**
 * Starts or joins the database, brings it up to date, puts the notice in force, erases again what a restored database brought back,
 * and joins every room to the next. `restored`: when a backup was just put in place.
 */
export async function openSystem(settings: Settings, home: string, clock: Clock, restored?: Restored): Promise<Running> {
  const opened = new AsyncDisposableStack()
  try {
    return await joinRooms(settings, home, clock, opened, restored)
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

/** What must be closed again is noted in `opened` as soon as it is open, so that a start that fails half-way leaves nothing running. */
async function joinRooms(
  settings: Settings,
  home: string,
  clock: Clock,
  opened: AsyncDisposableStack,
  restored: Restored | undefined,
): Promise<Running> {
  await mkdir(settings.data, { recursive: true })
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
  const headsFile = join(evidence, 'heads.log')
  const engines = new Map(editions.map(({ released }) => [released.hash, makeEngine(released).decide]))
  const inForce = (): InForce => {
    const released = editionOn(editions, dateIn(clock()))
    const decide = released && engines.get(released.hash)
    if (released === undefined || decide === undefined) throw new Fault('no-edition', 'no edition of the notice is in force')
    return { released, decide }
  }
  const provider = await fileKeyProvider(join(settings.data, 'keys', 'key-encryption-key'))
  const erasures = erasureLog(join(evidence, 'erasures.log'), clock)
  const keys = personKeys(database, provider, erasures)
  const parts: GateParts = { database, inForce, record: committer.record, keys, erasures, clock }
  const settled = await settleErasures(parts, target, erasures, restored)
  const gate = makeGate(parts)
  const tests = await promiseTests(home)
  return {
    parts,
    gate,
    types: everyRecordType,
    released: () => inForce().released,
    editions: () => editions.map(({ released }) => released),
    sweep: (options) => sweep({ ...parts, types: everyRecordType }, options),
    gatherPack: (person) => gatherPack(gate, dataProtection, everyPart, { person, now: clock(), edition: inForce().released.hash }),
    promises: () => promiseStates({ ...parts, tests }),
    verifyEvidence: async () => {
      await seal(database, headsFile, clock())
      return verify(database, headsFile)
    },
    seal: () => seal(database, headsFile, clock()),
    lastSweep: async () => {
      const row = await lastOf(database, 'sweep')
      return row === undefined ? null : Temporal.Instant.from(row.at)
    },
    settled,
    backUp: async (out, progress) => {
      if (server === null) throw notEmbedded()
      await seal(database, headsFile, clock())
      return backUp({ server, target, provider, parts, home, evidence }, out, progress)
    },
    doctor: () => doctor({ settings, server, parts, editions }),
    close: () => opened.disposeAsync(),
  }
}

/**
 * Publishes the landlord's edition where the database has not got it, and reads every edition there is. The newest is published again
 * where another version of the software made its privileges: they need not serve this one.
 */
async function putInForce(settings: Settings, target: DatabaseTarget, database: GateParts['database'], clock: Clock) {
  const wanted = await landlordEdition(settings.landlord, dateIn(clock()))
  const put = (released: ReleasedEdition) => asAdmin(target, (session) => publish(session, target.schema, released, everyRecordType))
  const before = await readEditions(database).catch(() => [])
  if (!before.some(({ released }) => released.hash === wanted.hash)) await put(wanted)
  const editions = await readEditions(database)
  const newest = editions.toSorted((one, other) => Temporal.Instant.compare(one.publishedAt, other.publishedAt)).at(-1)
  if (newest !== undefined && !(await isCompiled(database, newest.released, everyRecordType))) await put(newest.released)
  return editions
}
