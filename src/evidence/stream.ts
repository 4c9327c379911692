import type { Session } from '#store/database.ts'
import { type LeafRow, leafSelect } from './leaf.ts'

const batchRows = 5000

/** Rows with `fromTx` <= tx < `toTx` (null: no end) in the order of (tx, seq), batch by batch, in the caller's transaction; one stream at a time. */
export async function* leafRows(session: Session, fromTx: bigint | null, toTx: bigint | null): AsyncGenerator<readonly LeafRow[]> {
  const bounds = [...(fromTx === null ? [] : [`evidence.tx >= ${fromTx}`]), ...(toTx === null ? [] : [`evidence.tx < ${toTx}`])]
  const where = bounds.length === 0 ? '' : `where ${bounds.join(' and ')}`
  await session.query(
    `declare evidence_rows no scroll cursor for select ${leafSelect} from evidence ${where} order by evidence.tx, evidence.seq`,
  )
  const fetch = () => session.query<LeafRow>(`fetch ${batchRows} from evidence_rows`)
  // The database makes the next batch ready while the caller works on this one.
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
