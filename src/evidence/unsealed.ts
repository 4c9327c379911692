import type { Session } from '#store/database.ts'
import { type Coverage, coverageNow } from './coverage.ts'
import { sealingLock } from './sealing-lock.ts'

/**
 * Why rows that stand are in no seal yet. `sealer-at-work`: somebody seals at this moment, or holds the lock of whoever seals; `clock-behind`: the database
 * was put into another cluster, and no start has raised its count since; `nobody-seals`: no seal was made since they came.
 */
export type HeldBack = 'sealer-at-work' | 'clock-behind' | 'nobody-seals'

/** Of the oldest row that no seal covers: when it was written, and what holds it back. `last`: the newest seal. In a transaction that only reads. */
export async function unsealed(
  session: Session,
  oldest: number | null,
  last: Coverage,
): Promise<{ readonly oldest: { readonly seq: number; readonly at: string } | null; readonly heldBackBy: HeldBack | null }> {
  if (oldest === null) return { oldest: null, heldBackBy: null }
  const [row] = await session.query<{ at: string; sealing: boolean }>(
    `select at, exists (select from pg_locks where locktype = 'advisory' and granted
        and (classid::bigint << 32) | objid::bigint = ${sealingLock}) as sealing from evidence where seq = $1`,
    [oldest],
  )
  const behind = BigInt((await coverageNow(session)).toTx) < BigInt(last.toTx)
  const heldBackBy = behind ? 'clock-behind' : row?.sealing === true ? 'sealer-at-work' : 'nobody-seals'
  return { oldest: row === undefined ? null : { seq: oldest, at: row.at }, heldBackBy }
}
