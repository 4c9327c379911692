import type { Done, NotDone } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { clearVault } from '../vault/clear.ts'
import { type ClockTrust, lookAtClock, type Watched } from './clock-look.ts'
import { raiseReviews } from './review-task.ts'
import { type SweepDeps, type SweepOptions, type SweepReport, sweep } from './sweep.ts'
import { type Confirming, type Counts, confirmWaits, openWaits, stopsAll, total } from './wait.ts'

export type Guarded = SweepDeps & Watched & Pick<GateDeps, 'objects'>

/** `byTimer`: nobody is waiting for the counts, so while the sweep waits they are made once a day. */
export type GuardedOptions = SweepOptions & { readonly byTimer?: boolean }

/**
 * How much more than was shown a confirmation may delete: what becomes due in a night, but not what a second leap of the clock would add.
 */
const grownAtMost = 1.1

/**
 * The sweep as the software runs it. The clock is checked first. If it is not believed, nothing irreversible is done in the records or the
 * vault, and what would be deleted is counted. The bytes of deleted items go too, even if another rule could not be swept.
 */
export async function guardedSweep(deps: Guarded, options: GuardedOptions): Promise<SweepReport> {
  return sweepOrCount(await lookedAt(deps), options)
}

/** The same, after the clock has just been checked. */
export async function sweepOrCount(deps: Omit<Guarded, keyof ClockTrust>, options: GuardedOptions): Promise<SweepReport> {
  if (options.dryRun) return sweep(deps, options)
  const report = await sweep(deps, options).catch(async (error: unknown) => {
    await clearVault(deps)
    throw error
  })
  if (stopsAll(report.waits)) return counted(deps, report, options)
  try {
    await raiseReviews(deps, report)
    return report
  } finally {
    await clearVault(deps)
  }
}

/** From here on the time is the one that was checked, so that a leap a moment later does not change what is due. */
async function lookedAt(deps: Guarded): Promise<Guarded> {
  const now = await lookAtClock(deps, deps.inForce().released.hash)
  return { ...deps, clock: () => now }
}

/** What would be deleted if it were confirmed, stored with the wait, so that everything that reports it agrees. */
async function counted(deps: SweepDeps, report: SweepReport, { byTimer = false, progress }: GuardedOptions): Promise<SweepReport> {
  const today = dateIn(deps.clock())
  const waits = await openWaits(deps.database)
  const isOfToday = (at: Temporal.Instant | null) => at !== null && dateIn(at).equals(today)
  if (byTimer && waits.every(({ cause, countedAt }) => cause === 'import' || isOfToday(countedAt))) return report
  const goes = await wouldGo(deps, progress)
  const text = `update deletion_wait set goes = $1, counted_at = $2 where confirmed_at is null and cause <> 'import'`
  await deps.database.once(roleName(deps.database.schema, 'sweeper'), text, [JSON.stringify(goes), deps.clock().toString()])
  return { ...report, waits: report.waits.map((each) => (each.cause === 'import' ? each : { ...each, goes })) }
}

async function wouldGo(deps: SweepDeps, progress?: SweepOptions['progress']): Promise<Counts> {
  return (await sweep(deps, progress === undefined ? { dryRun: true } : { dryRun: true, progress })).deleted
}

/** `waits`: the ids of those that were shown; null: all that wait. `shown`: how many items somebody was told would be deleted. */
export type Confirmation = { readonly waits: readonly string[] | null; readonly shown: number; readonly by: Confirming }

/** `grown`: far more would be deleted by now than was shown, so it has to be looked at again. `goes`: what would be deleted now. */
export type ConfirmAnswer =
  | Done<{ readonly waits: readonly string[]; readonly goes: Counts }>
  | NotDone<'nothing-waits'>
  | (NotDone<'grown'> & { readonly goes: Counts })

/**
 * Confirms the deletion of what waits, as it was shown. If far more would be deleted by now (the clock leapt again, or another import
 * came), it goes on waiting. The count uses the same clock reading that is then believed, so that a leap in between shows up as a new gap.
 */
export async function confirmShown(deps: Guarded, { waits, shown, by }: Confirmation): Promise<ConfirmAnswer> {
  const guarded = await lookedAt(deps)
  const asked = (await openWaits(deps.database)).filter(({ id }) => waits === null || waits.includes(id))
  if (asked.length === 0) return { ok: false, why: 'nothing-waits' }
  const goes = stopsAll(asked) ? await wouldGo(guarded) : sumOf(asked.map((each) => each.goes ?? {}))
  if (total(goes) > shown * grownAtMost) return { ok: false, why: 'grown', goes }
  const role = roleName(deps.database.schema, 'sweeper')
  const ended = await deps.database.transaction(role, (session) => confirmWaits(session, guarded, asked, by))
  return ended.length === 0 ? { ok: false, why: 'nothing-waits' } : { ok: true, waits: ended, goes }
}

function sumOf(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {}
  for (const counts of all) for (const [type, items] of Object.entries(counts)) sum[type] = (sum[type] ?? 0) + items
  return sum
}
