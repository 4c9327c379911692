import type { Done, NotDone } from '#decisions/done-or-refused.ts'
import type { GateParts } from '#gate/parts.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { clearVault } from '../vault/clear.ts'
import { type ClockTrust, lookAtClock, type Watched } from './clock-look.ts'
import { raiseReviews } from './review-task.ts'
import { type SweepOptions, type SweepParts, type SweepReport, sweep } from './sweep.ts'
import { type Confirming, type Counts, confirmWaits, holdsAll, openWaits, total } from './wait.ts'

export type Guarded = SweepParts & Watched & Pick<GateParts, 'objects'>

/** `byTimer`: nobody is waiting to hear what would go, so that while it waits it is counted once a day. */
export type GuardedOptions = SweepOptions & { readonly byTimer?: boolean }

/** How much more than was shown a confirmation may let go: what falls due in the night between, and no second leap of the clock. */
const grownAtMost = 1.1

/**
 * The sweep as the house runs it: the clock is looked at first, and where it is not believed nothing irreversible is done, neither in the records
 * nor in the vault; what would go is counted instead. What is deleted takes its bytes with it, also where another rule could not be swept.
 */
export async function guardedSweep(parts: Guarded, options: GuardedOptions): Promise<SweepReport> {
  return sweepOrCount(await lookedAt(parts), options)
}

/** The same, where the clock has been looked at a moment ago. */
export async function sweepOrCount(parts: Omit<Guarded, keyof ClockTrust>, options: GuardedOptions): Promise<SweepReport> {
  if (options.dryRun) return sweep(parts, options)
  const report = await sweep(parts, options).catch(async (error: unknown) => {
    await clearVault(parts)
    throw error
  })
  if (holdsAll(report.waits)) return counted(parts, report, options)
  try {
    await raiseReviews(parts, report)
    return report
  } finally {
    await clearVault(parts)
  }
}

/** From here on the time is what was looked at: a clock that leaps a moment later changes nothing that is due. */
async function lookedAt(parts: Guarded): Promise<Guarded> {
  const now = await lookAtClock(parts, parts.inForce().released.hash)
  return { ...parts, clock: () => now }
}

/** What would go, were it confirmed: noted with the wait, so that everything that tells of it tells the same. */
async function counted(parts: SweepParts, report: SweepReport, { byTimer = false, progress }: GuardedOptions): Promise<SweepReport> {
  const today = dateIn(parts.clock())
  const waits = await openWaits(parts.database)
  const isOfToday = (at: Temporal.Instant | null) => at !== null && dateIn(at).equals(today)
  if (byTimer && waits.every(({ cause, countedAt }) => cause === 'import' || isOfToday(countedAt))) return report
  const goes = await wouldGo(parts, progress)
  const text = `update deletion_wait set goes = $1, counted_at = $2 where confirmed_at is null and cause <> 'import'`
  await parts.database.once(roleName(parts.database.schema, 'sweeper'), text, [JSON.stringify(goes), parts.clock().toString()])
  return { ...report, waits: report.waits.map((each) => (each.cause === 'import' ? each : { ...each, goes })) }
}

async function wouldGo(parts: SweepParts, progress?: SweepOptions['progress']): Promise<Counts> {
  return (await sweep(parts, progress === undefined ? { dryRun: true } : { dryRun: true, progress })).deleted
}

/** `waits`: the ids of those that were shown; null: all that stand. `shown`: how many items were told as going. */
export type Confirmation = { readonly waits: readonly string[] | null; readonly shown: number; readonly by: Confirming }

/** `grown`: far more would go by now than was shown, so that it has to be looked at again. `goes`: what would go now. */
export type ConfirmAnswer =
  | Done<{ readonly waits: readonly string[]; readonly goes: Counts }>
  | NotDone<'nothing-waits'>
  | (NotDone<'grown'> & { readonly goes: Counts })

/**
 * Lets go what waits, as it was shown: where much more would go by now than somebody saw (the clock leapt again, another import came), it
 * goes on waiting. Counted with the very clock that is believed from then on, so that a leap between the one and the other is a gap anew.
 */
export async function confirmShown(parts: Guarded, { waits, shown, by }: Confirmation): Promise<ConfirmAnswer> {
  const guarded = await lookedAt(parts)
  const asked = (await openWaits(parts.database)).filter(({ id }) => waits === null || waits.includes(id))
  if (asked.length === 0) return { ok: false, why: 'nothing-waits' }
  const goes = holdsAll(asked) ? await wouldGo(guarded) : sumOf(asked.map((each) => each.goes ?? {}))
  if (total(goes) > shown * grownAtMost) return { ok: false, why: 'grown', goes }
  const role = roleName(parts.database.schema, 'sweeper')
  const ended = await parts.database.transaction(role, (session) => confirmWaits(session, guarded, asked, by))
  return ended.length === 0 ? { ok: false, why: 'nothing-waits' } : { ok: true, waits: ended, goes }
}

function sumOf(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {}
  for (const counts of all) for (const [type, items] of Object.entries(counts)) sum[type] = (sum[type] ?? 0) + items
  return sum
}
