import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { EvidenceFault } from './fault-found.ts'
import { readHeads } from './heads-file.ts'
import { readSeals } from './seal-row.ts'
import { leafRows } from './stream.ts'
import { chainFaults, keptFaults } from './verify-chain.ts'
import { rowsVerifier } from './verify-rows.ts'

/** `head`: of the newest seal, in hexadecimal. Rows not yet sealed (`rows` - `sealed`) are no fault. */
export type Verification = {
  readonly ok: boolean
  readonly rows: number
  readonly sealed: number
  readonly head: string | null
  readonly faults: readonly EvidenceFault[]
}

/**
 * Works out everything anew from the rows, in one snapshot and without stopping anybody, and holds it against the seals and against
 * the heads kept outside the database. `progress` is told how many of the sealed rows have been read.
 */
export async function verify(
  database: Database,
  headsFile: string,
  progress: (done: number, total: number) => void = () => {},
): Promise<Verification> {
  const before = await readHeads(headsFile)
  const { seals, found } = await database.transaction(roleName(database.schema, 'evidence'), async (session) => {
    await session.query('set transaction isolation level repeatable read, read only')
    const seals = await readSeals(session)
    const verifier = rowsVerifier(seals)
    const sealed = seals.reduce((sum, { count }) => sum + Number(count), 0)
    let read = 0
    for await (const rows of leafRows(session, null, null)) {
      for (const row of rows) verifier.take(row)
      read += rows.length
      progress(Math.min(read, sealed), sealed)
    }
    return { seals, found: verifier.end() }
  })
  const faults = [...chainFaults(seals, before), ...keptFaults(seals, before, await readHeads(headsFile)), ...found.faults]
  return {
    ok: faults.length === 0,
    rows: found.rows,
    sealed: found.sealed,
    head: seals.at(-1)?.head.toString('hex') ?? null,
    faults,
  }
}
