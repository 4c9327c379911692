import type { EvidenceFault } from './fault-found.ts'
import type { LeafRow } from './leaf.ts'
import { type GrowingTree, growingTree, leafHash } from './merkle.ts'
import type { Seal } from './seal-row.ts'
import { about } from './verify-chain.ts'

export type RowsVerifier = {
  /** Takes the next row in the order of (tx, seq). */
  readonly take: (row: LeafRow) => void
  /** Settles the seals that no further row can belong to. `sealed`: rows that stand in a seal. */
  readonly end: () => { readonly rows: number; readonly sealed: number; readonly faults: readonly EvidenceFault[] }
}

type Span = { firstSeq: number; lastSeq: number }

/** Builds each seal's tree anew from the rows as they come, in memory that does not grow with their number. */
export function rowsVerifier(seals: readonly Seal[]): RowsVerifier {
  const faults: EvidenceFault[] = []
  let rows = 0
  let sealed = 0
  let index = 0
  let tree = growingTree()
  let span: Span | undefined
  let outside: (Span & { rows: number }) | undefined

  /** Goes on to the seal whose range `tx` is in or before. */
  function reach(tx: number): Seal | undefined {
    for (;;) {
      const seal = seals[index]
      if (seal === undefined || tx < Number(seal.toTx)) return seal
      settle(seal)
    }
  }

  function settle(seal: Seal): void {
    faults.push(...faultsOf(seal, tree, span))
    if (outside !== undefined) {
      const { firstSeq, lastSeq } = outside
      faults.push({
        kind: 'rows-outside-seals',
        seal: Number(seal.n),
        firstSeq,
        lastSeq,
        message: `${outside.rows} rows stand before the seal and in none`,
      })
    }
    index += 1
    tree = growingTree()
    span = undefined
    outside = undefined
  }

  return {
    take: (row) => {
      rows += 1
      const tx = Number(row.tx)
      const seq = Number(row.seq)
      const seal = reach(tx)
      if (seal === undefined) return
      if (tx < Number(seal.fromTx)) {
        outside = { ...widened(outside, seq), rows: (outside?.rows ?? 0) + 1 }
        return
      }
      sealed += 1
      tree.add(leafHash(row.leaf))
      span = widened(span, seq)
    },
    end: () => {
      reach(Number.POSITIVE_INFINITY)
      return { rows, sealed, faults }
    },
  }
}

function widened(span: Span | undefined, seq: number): Span {
  return { firstSeq: Math.min(span?.firstSeq ?? seq, seq), lastSeq: Math.max(span?.lastSeq ?? seq, seq) }
}

function faultsOf(seal: Seal, tree: GrowingTree, span: Span | undefined): readonly EvidenceFault[] {
  const [told, found] = [Number(seal.count), tree.size()]
  if (found < told) return [about(seal, 'rows-removed', `${told - found} of the ${told} rows sealed are gone`)]
  if (found > told) return [about(seal, 'rows-added', `${found - told} rows stand among the ${told} sealed`)]
  const sameSpan = span?.firstSeq === Number(seal.firstSeq) && span.lastSeq === Number(seal.lastSeq)
  if (!sameSpan || !tree.root().equals(seal.root)) return [about(seal, 'rows-altered', 'rows are not as they were sealed')]
  return []
}
