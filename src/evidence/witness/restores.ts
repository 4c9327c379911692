import type { Session } from '#store/database.ts'
import { coveringSeal } from '../seal-row.ts'

/** A restore from a backup, as it is on record. `cover`: the seal that covers its record, which is the first one made after it, or will be. */
export type Restore = { readonly at: string; readonly made: string; readonly cover: string }

export function restoresOnRecord(session: Session): Promise<Restore[]> {
  // The index by kind leaves reads out; the condition is repeated so that the planner may use that index.
  return session.query<Restore>(
    `select e.at, e.detail->>'made' as made,
      coalesce(${coveringSeal('e.tx')}, (select (coalesce(max(n), 0) + 1)::text from evidence_seal)) as cover from evidence e
      where e.kind = 'system' and e.kind <> 'read' and e.act = 'restore' and e.outcome = 'done' and e.detail ? 'made' order by e.seq`,
  )
}

/**
 * The restore that took a witnessed seal from here: it was made before the restore, and its number is one that the chain has given, or will give, to
 * a seal after it. What was removed later, or stood before the backup, no restore explains.
 */
export function explainedBy(restores: readonly Restore[], seal: string, sealedAt: Temporal.Instant | undefined): Restore | undefined {
  if (sealedAt === undefined) return undefined
  return restores.find(
    ({ at, cover }) => Temporal.Instant.compare(sealedAt, Temporal.Instant.from(at)) <= 0 && BigInt(seal) >= BigInt(cover),
  )
}
