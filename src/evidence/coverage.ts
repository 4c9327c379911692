import type { Session } from '#store/database.ts'
import type { Seal } from './seal-row.ts'

/**
 * Which rows a seal covers, by the number of the transaction that wrote them. INVARIANT: a seal covers exactly the rows that its sealer could see and
 * no earlier seal covers. PostgreSQL's snapshot says which transactions had ended: all below `toTx` except those `running`.
 */
export type Coverage = Pick<Seal, 'toTx' | 'running'>

export const nothingCovered: Coverage = { toTx: '0', running: [] }

/** What the transaction of `session` sees; it must keep its snapshot (repeatable read). */
export async function coverageNow(session: Session): Promise<Coverage> {
  const [seen] = await session.query<{ toTx: string; running: string[] }>(
    `select (evidence_offset() + pg_snapshot_xmax(snapshot)::text::bigint)::text as "toTx",
      array(select (evidence_offset() + xid::text::bigint)::text from pg_snapshot_xip(snapshot) as xid order by xid) as running
      from pg_current_snapshot() as snapshot`,
  )
  return seen ?? nothingCovered
}

/**
 * The rows that `now` covers and `before` does not, as SQL conditions. Taken one after the other, their rows are in the order of (tx, seq): first
 * those of transactions that were still running before, then those that began since.
 */
export function newlyCovered(before: Coverage, now: Coverage): readonly string[] {
  const stillRunning = new Set(now.running)
  const ended = before.running.filter((tx) => !stillRunning.has(tx))
  const since = `tx >= ${BigInt(before.toTx)} and tx < ${BigInt(now.toTx)} and tx <> all(${list(now.running)})`
  return ended.length === 0 ? [since] : [`tx = any(${list(ended)})`, since]
}

/** The rows that no seal covers yet, as an SQL condition. */
export function notYetCovered(last: Coverage): string {
  const since = `tx >= ${BigInt(last.toTx)}`
  return last.running.length === 0 ? since : `(${since} or tx = any(${list(last.running)}))`
}

function list(numbers: readonly string[]): string {
  return `'{${numbers.map((each) => BigInt(each)).join(',')}}'::bigint[]`
}
