import { settleHandovers } from '#duties/handovers/settle.ts'
import { takeDown } from '#duties/pictures/take-down.ts'
import { tellReaders } from '#duties/readers/tell.ts'
import { stopsAll } from '#duties/retention/wait.ts'
import type { WorkerDeps } from '#worker/worker.ts'
import type { Running } from './system.ts'

/** What a running system has the worker do. */
export function workerDuties(system: Running): Omit<WorkerDeps, 'failed' | 'mended'> {
  return {
    clock: system.deps.clock,
    look: system.lookAtClock,
    lastSweep: system.lastSweep,
    sweep: async () => {
      const report = await system.sweep({ dryRun: false, byTimer: true })
      if (!stopsAll(report.waits)) await system.reconcileVault()
    },
    seal: system.seal,
    witness: system.sendHeads,
    check: system.checkEvidence,
    takeDown: () => takeDown({ ...system.deps, gate: system.gate }),
    settleHandovers: () => settleHandovers({ ...system.deps, gate: system.gate }),
    refresh: system.refresh,
    // A clock that is not believed says of no edition that its day has come.
    tellReaders: async () => (stopsAll(await system.waits()) ? 0 : tellReaders(system.readers)),
  }
}
