import type { Session } from '#store/database.ts'

/** In the landlord's schema: who holds it seals, or keeps others from sealing. */
export const sealingLock = "hashtextextended(current_schema() || '.evidence_seal', 0)"

/**
 * Runs `work` while nobody seals: the file of heads then tells just the seals that the database has. `session` is a transaction in the
 * landlord's schema; sealers find the lock taken and come back later.
 */
export async function whileNobodySeals<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.query('set local idle_in_transaction_session_timeout = 0')
  await session.query(`select pg_advisory_xact_lock(${sealingLock})`)
  return work()
}
