import { Fault } from '#shared/fault.ts'
import type { Database } from '#store/database.ts'
import { flights } from '#store/flights.ts'
import { roleName } from '#store/role-names.ts'
import { durableAppendStatement, valuesOf } from './append.ts'
import type { EvidenceEntry } from './entry.ts'

export type GroupCommitter = {
  /** Resolves once the entries are on disk, and only then; rejects when that is not certain, and the act must fail. */
  readonly record: (entries: readonly EvidenceEntry[]) => Promise<void>
  /** Takes no more; resolves when all that was taken is settled. */
  readonly close: () => Promise<void>
}

/** Rows in one flight at the most: keeps one slow batch from holding hundreds of answers back. A caller's own entries are never split. */
const mostRows = 1000

/** Writes the evidence of many concurrent reads with one durable commit. */
export function groupCommitter(database: Database): GroupCommitter {
  const role = roleName(database.schema, 'evidence')
  let closed = false
  const batches = flights<readonly EvidenceEntry[], void>(
    async (aboard) => {
      try {
        await database.once(role, durableAppendStatement, valuesOf(aboard.flatMap(({ ask }) => ask)))
      } catch (cause) {
        // Who of the batch was at fault cannot be told, and whether it reached the disk may not be known: nobody is acknowledged.
        throw new Fault('evidence-not-recorded', 'the evidence of an act could not be recorded', { cause })
      }
      for (const { answer } of aboard) answer()
    },
    { most: mostRows, weigh: (entries) => entries.length },
  )
  return {
    record: (entries) => {
      if (closed) return Promise.reject(new Fault('evidence-closed', 'evidence is closed and records no more'))
      return entries.length === 0 ? Promise.resolve() : batches.ask(entries)
    },
    close: async () => {
      closed = true
      await batches.landed()
    },
  }
}
