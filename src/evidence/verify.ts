import type { Database, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { nothingCovered } from './coverage.ts'
import { type Explained, explainedRows } from './explain.ts'
import type { EvidenceFault } from './fault-found.ts'
import { readHeads } from './heads-file.ts'
import { readSeals, type Seal } from './seal-row.ts'
import { leafRows } from './stream.ts'
import { type SealDelay, unsealed } from './unsealed.ts'
import { chainFaults, keptFaults } from './verify-chain.ts'
import { rowsVerifier } from './verify-rows.ts'
import { comparedWith, readWitness, type WitnessReport } from './witness/compare.ts'
import { restoresOnRecord } from './witness/restores.ts'
import type { KeptHeads } from './witness/witness.ts'
import { takenBy } from './witness/witnessed.ts'

/**
 * `head`: of the newest seal, in hexadecimal. `unsealed`: rows that no seal covers yet, which is no fault by itself, with the oldest of them and why
 * it waits. `explained`: rows that came after their seal was made, which is on record. `witnesses`: what each has, against the chain; null where they were
 * not asked. Where none is set, or one does not answer, the check is left undone, which is not `ok`.
 */
export type Verification = {
  readonly ok: boolean
  readonly rows: number
  readonly sealed: number
  readonly head: string | null
  readonly unsealed: { readonly rows: number; readonly oldest: Oldest | null; readonly heldBackBy: SealDelay | null }
  readonly explained: readonly Explained[]
  readonly faults: readonly EvidenceFault[]
  readonly witnesses: readonly WitnessReport[] | null
}
type Oldest = { readonly seq: number; readonly at: string }

type VerifyOptions = {
  readonly progress?: ((done: number, total: number) => void) | undefined
  readonly witnesses?: readonly KeptHeads[] | undefined
}

/**
 * Recomputes everything from the rows, in one snapshot and without stopping anybody, and compares it with the seals and with the heads kept outside
 * the database, and with those that `witnesses` have. Neither seals nor writes. `progress` is told how many of the sealed rows have been read.
 */
export async function verify(
  database: Database,
  headsFile: string,
  { progress = () => {}, witnesses }: VerifyOptions = {},
): Promise<Verification> {
  const before = await readHeads(headsFile)
  // What each took is read before it is asked, so that it must be there; and it is asked before the chain is read, so that no head is newer there than here.
  const taken = witnesses === undefined ? [] : await takenBy(database, witnesses)
  const asked = await Promise.all((witnesses ?? []).map(readWitness))
  const { seals, found, faults, explained, oldest, heldBackBy, restores } = await database.transaction(
    roleName(database.schema, 'evidence'),
    async (session) => {
      await session.query('set transaction isolation level repeatable read, read only')
      const seals = await readSeals(session)
      const found = await verifiedRows(session, seals, progress)
      const { late, faults } = await explainedRows(session, seals, found.faults)
      const restores = asked.length === 0 ? [] : await restoresOnRecord(session)
      return { seals, found, faults, explained: late, restores, ...(await unsealed(session, found.oldest, seals.at(-1) ?? nothingCovered)) }
    },
  )
  const reports = await Promise.all(asked.map((read, index) => comparedWith(read, { seals, restores, taken: taken[index] })))
  const against = reports.flatMap((report) => report.faults)
  const all = [...chainFaults(seals, before), ...keptFaults(seals, before, await readHeads(headsFile)), ...faults, ...against]
  return {
    ok: all.length === 0 && (witnesses === undefined || (reports.length > 0 && reports.every(({ reached }) => reached))),
    rows: found.rows,
    sealed: found.sealed,
    head: seals.at(-1)?.head.toString('hex') ?? null,
    unsealed: { rows: found.unsealed, oldest, heldBackBy },
    explained,
    faults: all,
    witnesses: witnesses === undefined ? null : reports,
  }
}

async function verifiedRows(session: Session, seals: readonly Seal[], progress: (done: number, total: number) => void) {
  const verifier = rowsVerifier(seals)
  const sealed = seals.reduce((sum, { count }) => sum + Number(count), 0)
  let read = 0
  for await (const rows of leafRows(session, 'true')) {
    for (const row of rows) verifier.take(row)
    read += rows.length
    progress(Math.min(read, sealed), sealed)
  }
  return verifier.end()
}
