import { Fault } from '#shared/fault.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { durableAppendStatement, valuesOf } from './append.ts'
import type { EvidenceEntry } from './entry.ts'

export type GroupCommitter = {
  /** Resolves once the entries are on disk, and only then; rejects when that is not certain, and the act must fail. */
  readonly record: (entries: readonly EvidenceEntry[]) => Promise<void>
  /** Takes no more; resolves when all that was taken is settled. */
  readonly close: () => Promise<void>
}

type Waiting = { readonly entries: readonly EvidenceEntry[]; readonly settle: PromiseWithResolvers<void> }

/** Rows in one flight at the most: keeps one slow batch from holding hundreds of answers back. A caller's own entries are never split. */
const mostRows = 1000

/**
 * Writes the evidence of many concurrent reads with one durable commit. While one batch is in flight the next gathers; when none is,
 * a caller's goes at once with whatever is begun in the same turn: no timer, so an idle system adds no wait and a busy one makes its
 * own batches.
 */
export function groupCommitter(database: Database): GroupCommitter {
  const role = roleName(database.schema, 'evidence')
  let waiting: Waiting[] = []
  let flying: Promise<void> | undefined
  let closed = false

  async function fly(): Promise<void> {
    // What is begun in the same turn goes together: three reads of one page are one wait for the disk.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = nextBatch()
      try {
        await database.once(role, durableAppendStatement, valuesOf(batch.flatMap((each) => each.entries)))
        for (const each of batch) each.settle.resolve()
      } catch (cause) {
        // Who of the batch was at fault cannot be told, and whether it reached the disk may not be known: nobody is acknowledged.
        for (const each of batch)
          each.settle.reject(new Fault('evidence-not-recorded', 'the evidence of an act could not be recorded', { cause }))
      }
    }
    flying = undefined
  }

  function nextBatch(): readonly Waiting[] {
    let rows = 0
    let taken = 0
    for (const each of waiting) {
      rows += each.entries.length
      if (taken > 0 && rows > mostRows) break
      taken += 1
    }
    const batch = waiting.slice(0, taken)
    waiting = waiting.slice(taken)
    return batch
  }

  return {
    record: (entries) => {
      if (closed) return Promise.reject(new Fault('evidence-closed', 'evidence is closed and records no more'))
      if (entries.length === 0) return Promise.resolve()
      const settle = Promise.withResolvers<void>()
      waiting.push({ entries, settle })
      flying ??= fly()
      return settle.promise
    },
    close: async () => {
      closed = true
      await flying
    },
  }
}
