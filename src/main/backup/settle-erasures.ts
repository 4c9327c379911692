import { waitAfterRestore } from '#duties/retention/after-restore.ts'
import { sweepOrCount } from '#duties/retention/guarded-sweep.ts'
import { missedErasures } from '#duties/retention/missed-erasures.ts'
import { type Replayed, replayErasures } from '#duties/retention/replay-erasures.ts'
import type { SweepReport } from '#duties/retention/sweep.ts'
import { clearVault } from '#duties/vault/clear.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import type { ErasureLog } from '#store/erasures.ts'
import { asOwner, type DatabaseTarget } from '#store/target.ts'

/** A backup that was just restored: when it was made, and how many heads of evidence the data folder knew that the backup lacks. */
export type Restored = { readonly made: string; readonly headsLost: number }

export type Settled = { readonly replayed: Replayed; readonly swept: SweepReport['deleted']; readonly waits: SweepReport['waits'] }

/**
 * At every start, before any door opens: a database restored from an earlier state, by whatever tool, loses again what was erased since, and the
 * sessions and links of that time. Erasures never wait. What is due besides waits for somebody to look after our own restore, and where the clock is not believed.
 * Where there is nothing to do it costs one reading of the log.
 */
export async function settleErasures(
  deps: GateDeps,
  target: DatabaseTarget,
  erasures: ErasureLog,
  restored: Restored | undefined,
): Promise<Settled> {
  const edition = deps.inForce().released.hash
  const known = await erasures.read()
  const missed = await missedErasures(deps.database, known)
  await erasures.note(missed)
  const noted = [...known, ...missed]
  // Sessions are ended with the first erasure: if the start is killed half-way, the next one would find no sign that they should be. So are links to
  // what waits to be fetched: what was stopped or locked meanwhile would be open again.
  const replay = () =>
    asOwner(target, async (owner) => {
      const replayed = await replayErasures(owner, noted, everyRecordType, edition)
      if (restored !== undefined || replayed.keys + replayed.items > 0) {
        await owner.query('delete from session')
        await owner.query(`update handover set stopped_at = now(), stopped_by = 'restore' where stopped_at is null`)
      }
      return replayed
    })
  const first = await replay()
  if (restored === undefined && first.keys + first.items === 0) return { replayed: first, swept: {}, waits: [] }
  if (restored !== undefined) await waitAfterRestore({ ...deps, types: everyRecordType }, Temporal.Instant.from(restored.made))
  const { deleted, waits } = await sweepOrCount({ ...deps, types: everyRecordType }, { dryRun: false })
  // What the sweep deleted may have been the last thing that referred to an erased item.
  const second = await replay()
  // The bytes of what was erased again are deleted too, without waiting.
  await clearVault({ ...deps, types: everyRecordType })
  if (restored !== undefined)
    await deps.record([systemEntry({ kind: 'system', actor: 'system:restore', act: 'restore', edition, detail: restored })])
  const replayed = { keys: first.keys + second.keys, items: first.items + second.items, left: second.left }
  return { replayed, swept: deleted, waits }
}
