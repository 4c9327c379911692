import { Fault } from '#shared/fault.ts'
import { batcher, type Queued } from '#store/batcher.ts'
import type { Database } from '#store/database.ts'
import { DatabaseFault } from '#store/database-fault.ts'
import { roleName } from '#store/role-names.ts'
import { recordEvidence } from './append.ts'
import type { Recorded } from './entry.ts'

export type GroupCommitter = {
  /** Resolves once the entries are on disk, and only then; rejects when that is not certain, and the act must fail. */
  readonly record: (entries: readonly Recorded[]) => Promise<void>
  /** Takes no more; resolves when all that was taken is settled. */
  readonly close: () => Promise<void>
}

/** Rows in one batch at the most: keeps one slow batch from holding hundreds of answers back. A caller's own entries are never split. */
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
      // Refused for what it says, the batch is surely not on disk: each again by itself, so that only who is at fault fails.
      if (queued.length > 1 && saysWhatMayNotStand(cause)) for (const each of queued) await run([each]).catch(() => {})
      // Otherwise whether it reached the disk may not be known: nobody is acknowledged. Who was answered by now does not hear this.
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

/** SQLSTATE 22 and 23: a value that its column cannot hold, or that a constraint refuses. */
function saysWhatMayNotStand(cause: unknown): boolean {
  return cause instanceof DatabaseFault && /^2[23]/.test(cause.state)
}
