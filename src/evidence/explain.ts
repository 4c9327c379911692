import { Fault } from '#shared/fault.ts'
import type { Database, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { insertEvidence } from './append.ts'
import { nothingCovered } from './coverage.ts'
import type { EvidenceFault } from './fault-found.ts'
import { type LateRows, lateRows } from './late-rows.ts'
import { readSeals, type Seal } from './seal-row.ts'
import { leafRows } from './stream.ts'
import { systemEntry } from './system-entry.ts'
import { rowsVerifier } from './verify-rows.ts'

/** Rows that came after their seal, and when that was put on record. */
export type Explained = LateRows & { readonly at: string }

/**
 * Removes the faults that are explained: all that was sealed is there, unaltered, and evidence names exactly the rows that came late. An explanation
 * of other rows, or of fewer, explains nothing.
 */
export async function explainedRows(
  session: Session,
  seals: readonly Seal[],
  faults: readonly EvidenceFault[],
): Promise<{ readonly late: readonly Explained[]; readonly faults: readonly EvidenceFault[] }> {
  const late: Explained[] = []
  const left: EvidenceFault[] = []
  for (const fault of faults) {
    const rows = fault.kind === 'rows-added' ? await lateRowsOf(session, seals, fault.seal) : undefined
    const at = rows === undefined ? undefined : await explainedAt(session, rows)
    if (rows === undefined) left.push(fault)
    else if (at === undefined) left.push({ ...fault, message: `${fault.message}; all that was sealed is there: ${howToExplain(rows)}` })
    else late.push({ ...rows, at })
  }
  return { late, faults: left }
}

function howToExplain({ seal }: LateRows): string {
  return `if the rows came late from a transaction that was still running, \`evidence explain --seal ${seal}\` puts that on record`
}

/**
 * Puts on record, permanently, that the rows found among a seal's beyond those it sealed came late. With `confirmed` false it only tells which they
 * are. A fault where there are none, or where anything else is wrong with the seal.
 */
export async function explainLateRows(database: Database, n: number, edition: string, confirmed: boolean): Promise<LateRows> {
  const role = roleName(database.schema, 'evidence')
  const found = await database.transaction(role, async (session) => {
    await session.query('set transaction isolation level repeatable read, read only')
    const seals = await readSeals(session)
    const verifier = rowsVerifier(seals)
    for await (const rows of leafRows(session, 'true')) for (const row of rows) verifier.take(row)
    const faults = verifier.end().faults.filter(({ seal }) => seal === n)
    return faults.every(({ kind }) => kind === 'rows-added') && faults.length > 0 ? lateRowsOf(session, seals, n) : undefined
  })
  if (found === undefined)
    throw new Fault('nothing-to-explain', `no rows came late to seal \`${n}\`: what is wrong with it, if anything, has another cause`)
  if (confirmed) {
    const detail = { seal: found.seal, items: found.seqs.length, digest: found.digest }
    const entry = systemEntry({ kind: 'seal-check', actor: 'system:evidence', act: 'explain', edition, detail })
    await database.transaction(role, (session) => insertEvidence(session, [{ ...entry, reasons: ['committed-after-sealing'] }]))
  }
  return found
}

async function lateRowsOf(session: Session, seals: readonly Seal[], n: number | null): Promise<LateRows | undefined> {
  const at = seals.findIndex((seal) => Number(seal.n) === n)
  const seal = seals[at]
  return seal === undefined ? undefined : lateRows(session, seal, seals[at - 1] ?? nothingCovered)
}

async function explainedAt(session: Session, { seal, seqs, digest }: LateRows): Promise<string | undefined> {
  // The index by kind leaves reads out; the condition is repeated so that the planner may use that index.
  const [row] = await session.query<{ at: string }>(
    `select min(at) as at from evidence where kind = 'seal-check' and act = 'explain' and outcome = 'done' and kind <> 'read'
      and detail = jsonb_build_object('seal', $1::int, 'items', $2::int, 'digest', $3::text) having count(*) > 0`,
    [seal, seqs.length, digest],
  )
  return row?.at
}
