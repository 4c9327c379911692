import type { Session } from '#store/database.ts'

/** A lock of the landlord's schema. Its holder seals, or keeps others from sealing. */
export const sealingLock = "hashtextextended(current_schema() || '.evidence_seal', 0)"

/**
 * Runs `work` while nobody seals, so that the file of heads has exactly the seals of the database. `session` is a transaction in the landlord's
 * schema. A sealer that finds the lock taken tries again later.
 */
export async function whileNobodySeals<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.query('set local idle_in_transaction_session_timeout = 0')
  await session.query(`select pg_advisory_xact_lock(${sealingLock})`)
  return work()
}
