import { join } from 'node:path'
import type { BackupReport, System } from '#cli/system.ts'
import { type LastNight, readLastNight } from '#duties/promises/last-night.ts'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { sealedLinks } from '#duties/readers/links.ts'
import type { TellDeps } from '#duties/readers/tell.ts'
import { beyondLeaps, type ClockTrust, lookAtClock } from '#duties/retention/clock-look.ts'
import { confirmShown, guardedSweep } from '#duties/retention/guarded-sweep.ts'
import { openWaits } from '#duties/retention/wait.ts'
import { besideOf } from '#duties/subject-access/beside.ts'
import { askForFootage } from '#duties/subject-access/footage-request.ts'
import { gatherPack } from '#duties/subject-access/gather.ts'
import { gatherVisits } from '#duties/subject-access/gather-visits.ts'
import { type Reconciled, reconcileVault } from '#duties/vault/clear.ts'
import { explainLateRows } from '#evidence/explain.ts'
import { lastRun } from '#evidence/read.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { headSender } from '#evidence/witness/send.ts'
import { witnessStandings } from '#evidence/witness/witnessed.ts'
import type { StoredEdition } from '#facts/editions.ts'
import { makeGate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { Clock } from '#shared/clock.ts'
import { type Bounds, forWork, within } from '#store/bounds.ts'
import type { Secrets } from '#store/known-secrets.ts'
import { catchUpKeys, type Rotation, rotateKeys } from '#store/rotate-keys.ts'
import { type Supervised, type Supervision, supervise } from '#store/supervise.ts'
import { backUp } from './backup/backup.ts'
import { notEmbedded } from './backup/not-embedded.ts'
import { type Restored, type Settled, settleErasures } from './backup/settle-erasures.ts'
import { checkDaily } from './daily-check.ts'
import { doctor } from './doctor/doctor.ts'
import { publishing } from './editions/publishing.ts'
import { type OwnEvidence, sealEvidence, verifyEvidence } from './evidence.ts'
import { type Joined, openGround } from './ground.ts'
import { keyFileOf } from './key-file.ts'
import { promiseTests } from './promise-tests.ts'
import { postOf } from './settings/mail-settings.ts'
import type { Settings } from './settings/settings.ts'
import { witnessAt } from './settings/witness-settings.ts'

/** The account that gathers a pack by command: the data protection team's. */
const dataProtection: Colleague = {
  id: 'data-protection-team',
  name: 'Data protection team',
  team: 'Data protection',
  roles: ['data-protection-officer'],
}

export type Running = System & {
  readonly editions: () => readonly ReleasedEdition[]
  /** The same, each with when it was published. */
  readonly storedEditions: () => readonly StoredEdition[]
  readonly secrets: Secrets
  /** What is needed to tell readers of changes. */
  readonly readers: TellDeps
  readonly seal: () => Promise<unknown>
  /** Sends the newest head of the evidence to each witness that lacks it. */
  readonly sendHeads: () => Promise<unknown>
  /** Checks all evidence, once a day. */
  readonly checkEvidence: () => Promise<void>
  readonly lastNight: () => Promise<LastNight>
  /** Compares the vault with the records, both ways. */
  readonly reconcileVault: () => Promise<Reconciled>
  /** Restarts the embedded database when it stops; a database that the landlord runs is the landlord's responsibility. */
  readonly supervise: (told: Supervised) => Supervision
  readonly lastSweep: () => Promise<Temporal.Instant | null>
  /** Compares the clock with what is on record (duties/retention/clock-look.ts). */
  readonly lookAtClock: () => Promise<unknown>
  readonly trust: ClockTrust
  /** What this start erased again, because it found a restored database. */
  readonly settled: Settled
  readonly backUp: (out: string, progress: (done: number, total: number) => void) => Promise<BackupReport>
}

/**
 * Starts or joins the database, brings it up to date, puts the notice in force, erases again what a restored database brought back, and joins the
 * rooms. `restored`: a backup was just put in place. `bounds`: how long callers wait afterwards; the start itself has the bounds of work.
 */
export async function openSystem(
  settings: Settings,
  home: string,
  clock: Clock,
  restored?: Restored,
  bounds: Bounds = forWork,
): Promise<Running> {
  const opened = new AsyncDisposableStack()
  try {
    return await within(forWork, () => joinRooms({ settings, home, clock, bounds }, opened, restored))
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

/** Everything is registered in `opened` as soon as it is open, so that a start that fails half-way leaves nothing running. */
async function joinRooms(joined: Joined, opened: AsyncDisposableStack, restored: Restored | undefined): Promise<Running> {
  const { settings, home, clock } = joined
  const { server, target, evidence, provider, secrets, erasures, editions, deps, trust } = await openGround(
    joined,
    opened,
    restored !== undefined,
  )
  const { database, inForce } = deps
  const witnesses = settings.witnesses.map((place) => witnessAt(place, target.schema, clock))
  const own: OwnEvidence = { deps: deps, target, heads: join(evidence, 'heads.log'), home, witnesses }
  /** A check leaves no trace: rows that it found unsealed stay so. */
  let onlyChecked = false
  const rotated = {
    target,
    path: keyFileOf(settings.data),
    done: async ({ unknown, ...rotation }: Rotation) => {
      const edition = inForce().released.hash
      const detail = { ...rotation, unknown: unknown.length }
      await deps.record([systemEntry({ kind: 'system', actor: 'system:keys', act: 'rotate-keys', edition, detail })])
    },
  }
  if (restored !== undefined) await catchUpKeys({ ...rotated, progress: () => {} })
  const guarded = { ...deps, ...trust, types: everyRecordType }
  const settled = await settleErasures(deps, target, erasures, restored)
  const gate = makeGate(deps)
  const tests = await promiseTests(home)
  const everyEdition = () => editions.all().map(({ released }) => released)
  const readers: TellDeps = {
    ...deps,
    editions: everyEdition,
    links: sealedLinks(await secrets.of('cookies')),
    post: await postOf(settings, () => inForce().released.edition.landlord.name),
  }
  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    try {
      // What this command did is sealed when it ends, and not only when the next one runs.
      if (!onlyChecked) await sealEvidence(own, { wait: true })
    } finally {
      await opened.disposeAsync()
    }
  }
  return {
    deps: deps,
    gate,
    types: everyRecordType,
    released: () => inForce().released,
    editions: everyEdition,
    storedEditions: editions.all,
    ...publishing(guarded, editions),
    sweep: (options) => guardedSweep(guarded, options),
    confirm: (confirmation) => confirmShown(guarded, confirmation),
    waits: () => openWaits(database),
    lookAtClock: () => lookAtClock(guarded, inForce().released.hash),
    trust,
    reconcileVault: async () => {
      const now = await lookAtClock(guarded, inForce().released.hash)
      return reconcileVault({ ...guarded, clock: () => now }, beyondLeaps(trust))
    },
    gatherPack: async (person, taker) => {
      const beside = (opened: Opened<'rights-requests'>) => besideOf(deps, opened)
      const asked = { person, now: clock(), edition: inForce().released.hash, beside }
      const pack = await gatherPack(gate, dataProtection, everyPart, asked, taker)
      if (pack.ok) await askForFootage(deps, person, pack.withheld)
      return pack
    },
    gatherVisits: (visitor, taker) =>
      gatherVisits(gate, dataProtection, { visitor, now: clock(), edition: inForce().released.hash }, taker),
    promises: (only) => promiseStates({ ...deps, tests, ...only }),
    verifyEvidence: (progress, against) => {
      onlyChecked = true
      return verifyEvidence(own, progress, against)
    },
    witnessStandings: () => witnessStandings(database, witnesses, clock()),
    sendHeads: headSender({ database, clock, witnesses }),
    explainEvidence: (n, confirmed) => explainLateRows(database, n, inForce().released.hash, confirmed),
    seal: () => sealEvidence(own),
    checkEvidence: () => checkDaily(own),
    lastNight: () => readLastNight(deps),
    refresh: editions.refresh,
    secrets,
    readers,
    rotateKeys: async (progress) => rotateKeys({ ...rotated, progress }),
    supervise: (told) => (server === null ? { stop: async () => {} } : supervise(server.mend, told)),
    lastSweep: async () => (await lastRun(database, 'sweep')).ended,
    settled,
    backUp: async (out, progress) => {
      if (server === null) throw notEmbedded()
      await sealEvidence(own, { wait: true })
      return backUp({ server, target, provider, keyFile: rotated.path, deps, home, evidence }, out, progress)
    },
    doctor: () => {
      onlyChecked = true
      return doctor({ settings, server, deps: deps, own, target, provider, editions: editions.all(), post: readers.post })
    },
    // A second call waits for the same end.
    close: () => (closing ??= close()),
  }
}
