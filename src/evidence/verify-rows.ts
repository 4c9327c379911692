import type { EvidenceFault } from './fault-found.ts'
import type { LeafRow } from './leaf.ts'
import { type GrowingTree, growingTree, leafHash } from './merkle.ts'
import type { Seal } from './seal-row.ts'
import { about } from './verify-chain.ts'

export type RowsVerifier = {
  /** Takes the next row in the order of (tx, seq). */
  readonly take: (row: LeafRow) => void
  /** Closes the seals that no further row can belong to. `sealed`: rows that a seal covers; `oldest`: the `seq` of the first row that none covers. */
  readonly end: () => {
    readonly rows: number
    readonly sealed: number
    readonly unsealed: number
    readonly oldest: number | null
    readonly faults: readonly EvidenceFault[]
  }
}

type Span = { firstSeq: number; lastSeq: number }
type Found = { readonly tree: GrowingTree; span?: Span; outside?: Span & { rows: number } }

/** Rebuilds each seal's tree from the rows as they come, in memory that does not grow with their number. */
export function rowsVerifier(seals: readonly Seal[]): RowsVerifier {
  const faults: EvidenceFault[] = []
  /** By the seal's index in `seals`. Several trees can grow at once: rows of a long transaction belong to a later seal than their neighbours. */
  const growing = new Map<number, Found>()
  let rows = 0
  let sealed = 0
  let unsealed = 0
  let oldest: number | null = null
  let settled = 0

  /** The index of the seal that covers rows of `tx`: the first one that ends above it and does not list it as still running. */
  function indexOfSealFor(tx: number, told: string): number {
    for (let seal = seals[settled]; seal !== undefined && tx >= Number(seal.toTx); seal = seals[settled]) settle(seal)
    let index = settled
    while (seals[index]?.running.includes(told) === true) index += 1
    return index
  }

  function settle(seal: Seal): void {
    faults.push(...faultsOf(seal, growing.get(settled) ?? { tree: growingTree() }))
    growing.delete(settled)
    settled += 1
  }

  return {
    take: (row) => {
      rows += 1
      const tx = Number(row.tx)
      const seq = Number(row.seq)
      const index = indexOfSealFor(tx, row.tx)
      const seal = seals[index]
      if (seal === undefined) {
        unsealed += 1
        oldest = Math.min(oldest ?? seq, seq)
        return
      }
      const found: Found = growing.get(index) ?? { tree: growingTree() }
      growing.set(index, found)
      // A row with a number below the seal's beginning must be of a transaction that the seal before listed as still running.
      if (tx < Number(seal.fromTx) && seals[index - 1]?.running.includes(row.tx) !== true) {
        found.outside = { ...widened(found.outside, seq), rows: (found.outside?.rows ?? 0) + 1 }
        return
      }
      sealed += 1
      found.tree.add(leafHash(row.leaf))
      found.span = widened(found.span, seq)
    },
    end: () => {
      indexOfSealFor(Number.POSITIVE_INFINITY, '')
      return { rows, sealed, unsealed, oldest, faults }
    },
  }
}

function widened(span: Span | undefined, seq: number): Span {
  return { firstSeq: Math.min(span?.firstSeq ?? seq, seq), lastSeq: Math.max(span?.lastSeq ?? seq, seq) }
}

function faultsOf(seal: Seal, { tree, span, outside }: Found): readonly EvidenceFault[] {
  const strays: readonly EvidenceFault[] =
    outside === undefined
      ? []
      : [
          {
            kind: 'rows-outside-seals',
            seal: Number(seal.n),
            firstSeq: outside.firstSeq,
            lastSeq: outside.lastSeq,
            message: `${outside.rows} rows stand before the seal and in none`,
          },
        ]
  const [told, found] = [Number(seal.count), tree.size()]
  if (found < told) return [about(seal, 'rows-removed', `${told - found} of the ${told} rows sealed are gone`), ...strays]
  if (found > told) return [about(seal, 'rows-added', `${found - told} rows stand among the ${told} sealed`), ...strays]
  const sameSpan = span?.firstSeq === Number(seal.firstSeq) && span.lastSeq === Number(seal.lastSeq)
  if (!sameSpan || !tree.root().equals(seal.root)) return [about(seal, 'rows-altered', 'rows are not as they were sealed'), ...strays]
  return strays
}
