import { type SweepReport, sweep } from '#duties/retention/sweep.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { startWorker } from '#worker/worker.ts'
import type { TestGate } from './gate.ts'

/** The worker looks once, as it does when the system starts, and sweeps where that is due. Answers what failed, and what was swept. */
export async function worksOnce(
  deps: TestGate['deps'],
  lastSweep: () => Promise<Temporal.Instant | null>,
): Promise<{ readonly failed: readonly string[]; readonly report: SweepReport | undefined }> {
  const failed: string[] = []
  let report: SweepReport | undefined
  const nothing = async () => {}
  const worker = startWorker({
    clock: deps.clock,
    lastSweep,
    sweep: async () => {
      report = await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    },
    ...{
      look: nothing,
      seal: nothing,
      check: nothing,
      witness: nothing,
      takeDown: nothing,
      settleHandovers: nothing,
      refresh: nothing,
      tellReaders: nothing,
    },
    failed: (what) => failed.push(what),
    mended: () => {},
  })
  await worker.looked
  await worker.stop()
  return { failed, report }
}
