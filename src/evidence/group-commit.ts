import { Fault } from '#shared/fault.ts'
import { batcher, type Queued } from '#store/batcher.ts'
import type { Database } from '#store/database.ts'
import { DatabaseFault } from '#store/database-fault.ts'
import { roleName } from '#store/role-names.ts'
import { recordEvidence } from './append.ts'
import type { Recorded } from './entry.ts'

export type GroupCommitter = {
  /** Resolves once the entries are on disk, and only then. Rejects when that is not certain; the act must then fail. */
  readonly record: (entries: readonly Recorded[]) => Promise<void>
  /** Takes no further entries; resolves when all that were taken are settled. */
  readonly close: () => Promise<void>
}

/** Rows in one batch at most, so that one slow batch does not delay hundreds of answers. A caller's own entries are never split. */
const mostRows = 1000

/** Writes the evidence of many concurrent reads with one durable commit. */
export function groupCommitter(database: Database): GroupCommitter {
  const role = roleName(database.schema, 'evidence')
  let closed = false
  const append = (entries: readonly Recorded[]) => recordEvidence(database, role, entries)

  async function run(queued: readonly Queued<readonly Recorded[], void>[]): Promise<void> {
    try {
      await append(queued.flatMap(({ ask }) => ask))
      for (const { answer } of queued) answer()
    } catch (cause) {
      // The database refused the contents, so nothing of the batch is on disk. Each caller's entries are tried again alone: only the one at fault
      // fails.
      if (queued.length > 1 && saysWhatMayNotStand(cause)) for (const each of queued) await run([each]).catch(() => {})
      // Otherwise it may be unknown whether the batch reached the disk, so everybody still waiting is told that it failed.
      throw new Fault('evidence-not-recorded', 'the evidence of an act could not be recorded', { cause })
    }
  }

  const batches = batcher<readonly Recorded[], void>(run, { most: mostRows, weigh: (entries) => entries.length })
  return {
    record: (entries) => {
      if (closed) return Promise.reject(new Fault('evidence-closed', 'evidence is closed and records no more'))
      return entries.length === 0 ? Promise.resolve() : batches.ask(entries)
    },
    close: async () => {
      closed = true
      await batches.settled()
    },
  }
}

/** SQLSTATE 22 and 23: a value that its column cannot store, or that a constraint refuses. */
function saysWhatMayNotStand(cause: unknown): boolean {
  return cause instanceof DatabaseFault && /^2[23]/.test(cause.state)
}
