import type { Database, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { type Coverage, coverageNow, nothingCovered, notYetCovered } from './coverage.ts'
import { lastSeal } from './seal-row.ts'
import { sealingLock } from './sealing-lock.ts'

/**
 * Why some rows are in no seal yet. `sealer-at-work`: somebody is sealing, or holds the sealer's lock. `clock-behind`: the database was put into
 * another cluster, and no start has raised its count since. `nobody-seals`: no seal was made since the rows were written.
 */
export type SealDelay = 'sealer-at-work' | 'clock-behind' | 'nobody-seals'

/** The oldest row that no seal covers: when it was written, and what delays its seal. `last`: the newest seal. In a transaction that only reads. */
export async function unsealed(
  session: Session,
  oldest: number | null,
  last: Coverage,
): Promise<{ readonly oldest: { readonly seq: number; readonly at: string } | null; readonly heldBackBy: SealDelay | null }> {
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

/** When the oldest row that no seal covers was written; null where all are sealed. */
export async function oldestUnsealed(database: Database): Promise<Temporal.Instant | null> {
  const [row] = await database.transaction(roleName(database.schema, 'evidence'), async (session) => {
    await session.query('set transaction isolation level repeatable read, read only')
    const last = (await lastSeal(session)) ?? nothingCovered
    return session.query<{ at: string | null }>(`select min(at) as at from evidence where ${notYetCovered(last)}`)
  })
  return row?.at == null ? null : Temporal.Instant.from(row.at)
}
