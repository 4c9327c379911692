import type { Database, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { newlyCovered, nothingCovered } from './coverage.ts'
import { type LeafRow, leafSelect } from './leaf.ts'
import { leafHash, provingTree } from './merkle.ts'
import { coveringSeal, firstHead, type Seal, sealAndBefore } from './seal-row.ts'
import { leafRows } from './stream.ts'

/** A row of evidence and the way from it to the root of its seal. `leaf`: what is hashed. `index`: its place among the rows of the seal, from 0. */
export type ProvenRow = { readonly leaf: string; readonly index: number; readonly path: readonly Buffer[] }

/** Rows of one seal. `before`: the head that the seal is chained to. */
export type ProvenSeal = { readonly seal: Seal; readonly before: Buffer; readonly rows: readonly ProvenRow[] }

/** `unsealed`: so many of the rows are in no seal yet. `altered`: rows of that seal are not as they were sealed, so nothing can be proved by it. */
export type Proofs =
  | { readonly state: 'proven'; readonly seals: readonly ProvenSeal[] }
  | { readonly state: 'unsealed'; readonly rows: number }
  | { readonly state: 'altered'; readonly seal: string }

/** What is on record about one item on a record, of a person or of a camera, other than looks at it. */
export type AboutItem = { readonly record: string; readonly type: string; readonly item: string }

type Sought = LeafRow & { readonly seal: string | null }

const soughtSql = `select ${leafSelect}, ${coveringSeal('evidence.tx')} as seal from evidence
  where subject = $1 and record_type = $2 and detail->>'item' = $3 and kind <> 'read' order by evidence.tx, evidence.seq`

/** The rows of evidence about an item, each with the way to the root of its seal. Every seal that covers one of them is rebuilt for it. */
export async function proofsOf(database: Database, { record, type, item }: AboutItem): Promise<Proofs> {
  return database.transaction(roleName(database.schema, 'evidence'), async (session) => {
    await session.query('set transaction isolation level repeatable read, read only')
    const rows = await session.query<Sought>(soughtSql, [record, type, item])
    const waiting = rows.filter(({ seal }) => seal === null).length
    if (waiting > 0 || rows.length === 0) return { state: 'unsealed', rows: waiting }
    const seals: ProvenSeal[] = []
    for (const [n, sought] of Map.groupBy(rows, ({ seal }) => seal ?? '')) {
      const proven = await provenBy(session, n, new Set(sought.map(({ seq }) => seq)))
      if (proven === undefined) return { state: 'altered', seal: n }
      seals.push(proven)
    }
    return { state: 'proven', seals }
  })
}

async function provenBy(session: Session, n: string, sought: ReadonlySet<string>): Promise<ProvenSeal | undefined> {
  const { seal, before } = await sealAndBefore(session, n)
  if (seal === undefined) return undefined
  const tree = provingTree()
  const rows: ProvenRow[] = []
  for (const condition of newlyCovered(before ?? nothingCovered, seal))
    for await (const batch of leafRows(session, condition))
      for (const { seq, leaf } of batch) {
        const path: Buffer[] = []
        if (sought.has(seq)) rows.push({ leaf, index: tree.size(), path })
        tree.add(leafHash(leaf), sought.has(seq) ? path : undefined)
      }
  const isWhole = tree.end().equals(seal.root) && rows.length === sought.size
  return isWhole ? { seal, before: before?.head ?? firstHead, rows } : undefined
}
