import { rm } from 'node:fs/promises'
import { newlyCovered, nothingCovered } from '#evidence/coverage.ts'
import { keepHead } from '#evidence/heads-file.ts'
import { growingTree, leafHash } from '#evidence/merkle.ts'
import { firstHead, headOf, insertSeal, readSeals, type Seal } from '#evidence/seal-row.ts'
import { leafRows } from '#evidence/stream.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

/**
 * The work of the most careful forger, who has the database, the data folder and every key: all seals are built anew over the rows that are left, each
 * of the same span and date, with a file of heads that fits. `superuser` passes the triggers.
 */
export async function forgeChain(database: Database, superuser: (sql: string) => Promise<unknown>, headsFile: string): Promise<void> {
  const role = roleName(database.schema, 'evidence')
  const forged: Seal[] = []
  await database.transaction(role, async (session) => {
    const seals = await readSeals(session)
    for (const [index, seal] of seals.entries()) {
      const tree = growingTree()
      const seqs: bigint[] = []
      for (const condition of newlyCovered(seals[index - 1] ?? nothingCovered, seal))
        for await (const rows of leafRows(session, condition))
          for (const { leaf, seq } of rows) {
            tree.add(leafHash(leaf))
            seqs.push(BigInt(seq))
          }
      if (seqs.length === 0) continue
      const [firstSeq, lastSeq] = [
        String(seqs.toSorted((a, b) => (a < b ? -1 : 1))[0]),
        String(seqs.toSorted((a, b) => (a > b ? -1 : 1))[0]),
      ]
      const claim = { ...seal, count: String(seqs.length), root: tree.root(), firstSeq, lastSeq }
      forged.push({ ...claim, head: headOf(forged.at(-1)?.head ?? firstHead, claim) })
    }
  })
  await superuser('truncate evidence_seal')
  await rm(headsFile, { force: true })
  for (const each of forged) {
    await database.transaction(role, (session) => insertSeal(session, each))
    await keepHead(headsFile, { seal: each.n, head: each.head.toString('hex'), rows: each.count, at: '2026-01-01T00:00:00Z' })
  }
}
