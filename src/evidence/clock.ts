import type { Session } from '#store/database.ts'
import { sealingLock } from './sealing-lock.ts'

/**
 * Raises the count of transactions above everything on record, where the database would give out lower numbers: it was put into a new cluster, which
 * counts from the start. In the cluster that wrote the rows no recorded number is still to be given out, so nothing changes there, whatever is
 * written at this moment. To be called at every start, after migrations, as the owner of the schema, in a transaction. Answers the offset now in
 * force.
 */
export async function raiseOffset(owner: Session): Promise<number> {
  const before = await counted(owner)
  if (!isBehind(before)) return before.offset
  // Those who write or seal finish first, and new ones wait: what they write afterwards counts from the raised offset.
  await owner.query(`select pg_advisory_xact_lock(${sealingLock})`)
  await owner.query('lock table evidence, evidence_seal in share row exclusive mode')
  const found = await counted(owner)
  if (!isBehind(found)) return found.offset
  // Counted from the oldest transaction still running: it may have its number already, and write its first row later.
  const raised = BigInt(found.floor) - BigInt(found.oldest)
  await owner.query(`create or replace function evidence_offset() returns bigint language sql stable return ${raised}::bigint`)
  return Number(raised)
}

/** `floor`: above all numbers on record. `next`: the first number not given out yet; `oldest`: that of the oldest transaction still running. */
type Counted = { readonly offset: number; readonly floor: number; readonly next: number; readonly oldest: number }

async function counted(owner: Session): Promise<Counted> {
  const [found] = await owner.query<Counted>(
    `select evidence_offset() as offset, greatest((select max(tx) + 1 from evidence), ${lastSealedTx}, 0) as floor,
      pg_snapshot_xmax(snapshot)::text::bigint as next, pg_snapshot_xmin(snapshot)::text::bigint as oldest from pg_current_snapshot() as snapshot`,
  )
  return found ?? { offset: 0, floor: 0, next: 0, oldest: 0 }
}

const lastSealedTx = '(select to_tx from evidence_seal order by n desc limit 1)'

function isBehind({ offset, floor, next }: Counted): boolean {
  return offset + next < floor
}
