import type { Session } from '#store/database.ts'
import { newlyCovered } from './coverage.ts'
import { growingTree, leafHash, sha256 } from './merkle.ts'
import type { Seal } from './seal-row.ts'
import { leafRows } from './stream.ts'

/**
 * Rows found among those of a seal that came after it was made, while all that was sealed is there, unaltered. A transaction that was still running,
 * and that the sealer took for ended, leaves such rows. `digest`: SHA-256 over their leaf hashes in order, in hexadecimal.
 */
export type LateRows = { readonly seal: number; readonly seqs: readonly string[]; readonly digest: string }

/** The most hashes that the search for one seal's late rows computes: some seconds of work. */
const mostHashes = 4_000_000

/** `early`: whether the row's own date is before the seal was made. */
type Leaf = { readonly tx: string; readonly seq: string; readonly hash: Buffer; readonly early: boolean }

/**
 * Which rows of a seal came late. Undefined where no choice of whole transactions leaves exactly what was sealed: then something else happened.
 * `before`: the seal before it. `excess`: the number of rows beyond those sealed.
 */
export async function lateRows(session: Session, seal: Seal, before: Pick<Seal, 'toTx' | 'running'>): Promise<LateRows | undefined> {
  const leaves: Leaf[] = []
  for (const condition of newlyCovered(before, seal))
    for await (const rows of leafRows(session, condition))
      for (const { tx, seq, leaf } of rows) leaves.push({ tx, seq, hash: leafHash(leaf), early: writtenAt(leaf) <= BigInt(seal.sealedAt) })
  const sizes = new Map<string, number>()
  for (const { tx } of leaves) sizes.set(tx, (sizes.get(tx) ?? 0) + 1)
  const excess = leaves.length - Number(seal.count)
  if (excess <= 0) return undefined
  let left = mostHashes
  for (const chosen of choices([...sizes], excess)) {
    left -= leaves.length
    if (left < 0) return undefined
    const late = leaves.filter(({ tx }) => chosen.has(tx))
    const tree = growingTree()
    for (const { tx, hash } of leaves) if (!chosen.has(tx)) tree.add(hash)
    if (!tree.root().equals(seal.root) || !late.every(({ early }) => early)) continue
    const digest = sha256(Buffer.concat(late.map(({ hash }) => hash))).toString('hex')
    return { seal: Number(seal.n), seqs: late.map(({ seq }) => seq), digest }
  }
  return undefined
}

/** Every set of at most three transactions that together have `rows` rows, smallest sets first. */
function* choices(sizes: readonly (readonly [string, number])[], rows: number): Generator<ReadonlySet<string>> {
  for (const many of [1, 2, 3]) yield* choicesOf(many, sizes, rows)
}

function* choicesOf(many: number, sizes: readonly (readonly [string, number])[], rows: number): Generator<ReadonlySet<string>> {
  for (const [index, [tx, size]] of sizes.entries()) {
    if (many === 1 && size === rows) yield new Set([tx])
    if (many > 1 && size < rows)
      for (const others of choicesOf(many - 1, sizes.slice(index + 1), rows - size)) yield new Set([tx, ...others])
  }
}

/** When a row was written, in microseconds since 1970. A row without a date counts as written after every seal. */
function writtenAt(leaf: string): bigint {
  const told: unknown = JSON.parse(leaf)
  const at: unknown = Array.isArray(told) ? told[1] : undefined
  return typeof at === 'string' && /^-?\d+$/.test(at) ? BigInt(at) : BigInt(Number.MAX_SAFE_INTEGER)
}
