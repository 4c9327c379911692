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
  for (;;) {
    const rows = await session.query<LeafRow>(`fetch ${batchRows} from evidence_rows`)
    if (rows.length > 0) yield rows
    if (rows.length < batchRows) break
  }
  await session.query('close evidence_rows')
}
