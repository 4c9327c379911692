import type { Session } from '#store/database.ts'

/**
 * Lifts the count of transactions above all that is recorded; changes nothing where it already is. For every start, after migrations:
 * a database restored into a new cluster counts its transactions from the bottom again, and new rows would fall into sealed ranges.
 * As the owner of the schema, in a transaction, while nothing else writes. Answers the offset now in force.
 */
export async function raiseOffset(owner: Session): Promise<number> {
  const [found] = await owner.query<{ offset: number; lift: number }>(
    `select evidence_offset() as offset, greatest(
        (select max(tx) + 1 from evidence), (select max(to_tx) from evidence_seal), evidence_boundary()
      ) - evidence_boundary() as lift`,
  )
  if (found === undefined || found.lift === 0) return found?.offset ?? 0
  const raised = BigInt(found.offset) + BigInt(found.lift)
  await owner.query(`create or replace function evidence_offset() returns bigint language sql stable return ${raised}::bigint`)
  return Number(raised)
}
