import type { Session } from '#store/database.ts'
import { type LeafRow, leafSelect } from './leaf.ts'

const batchRows = 5000

/**
 * The rows that match `condition` (SQL over `evidence`), in the order of (tx, seq), in batches, in the caller's transaction. One stream at a time.
 */
export async function* leafRows(session: Session, condition: string): AsyncGenerator<readonly LeafRow[]> {
  await session.query(
    `declare evidence_rows no scroll cursor for select ${leafSelect} from evidence where ${condition} order by evidence.tx, evidence.seq`,
  )
  const fetch = () => session.query<LeafRow>(`fetch ${batchRows} from evidence_rows`)
  // The database prepares the next batch while the caller works on this one.
  let coming = fetch()
  for (;;) {
    const rows = await coming
    const last = rows.length < batchRows
    if (!last) {
      coming = fetch()
      coming.catch(() => {})
    }
    if (rows.length > 0) yield rows
    if (last) break
  }
  await session.query('close evidence_rows')
}
