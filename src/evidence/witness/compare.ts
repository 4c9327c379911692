import type { EvidenceFault } from '../fault-found.ts'
import type { Seal } from '../seal-row.ts'
import { sealedAtIn } from './chain-line.ts'
import { explainedBy, type Restore } from './restores.ts'
import { lostWords } from './send.ts'
import type { KeptHeads, WitnessedHead } from './witness.ts'
import type { Witnessed } from './witnessed.ts'

/**
 * What a check against one witness found. `reached`: it answered; `why`: why not. `newest`: the newest of its heads that the chain has, which covers
 * all before it. `notYet`: seals made since. `removed`: heads that somebody deleted there and that it kept. `lost`: what restores took from here.
 */
export type WitnessReport = {
  readonly name: string
  readonly reached: boolean
  readonly why: string | null
  readonly heads: number
  readonly newest: { readonly seal: number; readonly head: string } | null
  readonly notYet: number
  readonly removed: number
  readonly lost: readonly LostByRestore[]
  readonly faults: readonly EvidenceFault[]
}

/** Heads that a witness has and a restore took from here, which is on record: from which seal to which, when, and of when the backup was. */
export type LostByRestore = {
  readonly heads: number
  readonly from: number
  readonly to: number
  readonly at: string
  readonly made: string
}

/** What a witness has, read before the database, so that no head is newer there than here. */
export type ReadWitness = { readonly witness: KeptHeads; readonly heads: readonly WitnessedHead[] | null; readonly why: string | null }

export async function readWitness(witness: KeptHeads): Promise<ReadWitness> {
  try {
    return { witness, heads: await witness.heads(), why: null }
  } catch (error) {
    return { witness, heads: null, why: error instanceof Error ? error.message : 'it does not answer' }
  }
}

export type Chain = { readonly seals: readonly Seal[]; readonly restores: readonly Restore[]; readonly taken: Witnessed | undefined }

/**
 * Compares every head that the witness has with the chain. A head proves all that was sealed before it; so one that the chain lacks, or has otherwise,
 * means that something sealed up to there was removed or changed since.
 */
export async function comparedWith({ witness, heads, why }: ReadWitness, { seals, restores, taken }: Chain): Promise<WitnessReport> {
  const { name } = witness
  const none = { name, reached: false, why, heads: 0, newest: null, notYet: seals.length, removed: 0, lost: [], faults: [] }
  if (heads === null) return none
  const inChain = new Map(seals.map((seal) => [seal.n, seal.head.toString('hex')]))
  const agreed = heads.filter(({ seal, head }) => inChain.get(seal) === head)
  const other = heads.filter(({ seal, head }) => inChain.get(seal) !== head)
  const newest = agreed.at(-1)
  const { lost, left } = await sortedOut(witness, other, restores)
  const isGone = taken !== undefined && !heads.some(({ seal, head }) => seal === taken.seal && head === taken.head)
  const gone = isGone
    ? [{ ...nowhere, kind: 'witness-lost' as const, seal: Number(taken.seal), message: lostWords(witness, taken.seal) }]
    : []
  return {
    ...{ name, reached: true, why: null, heads: heads.length, lost },
    newest: newest === undefined ? null : { seal: Number(newest.seal), head: newest.head },
    notYet: seals.filter(({ n }) => BigInt(n) > BigInt(newest?.seal ?? 0)).length,
    removed: heads.filter(({ removed }) => removed).length,
    faults: [...differs(name, left, agreed, inChain), ...gone],
  }
}

const nowhere = { firstSeq: null, lastSeq: null }

/** One fault for all of them: the first that differs tells where to look. */
function differs(
  name: string,
  [first, ...more]: readonly WitnessedHead[],
  agreed: readonly WitnessedHead[],
  inChain: ReadonlyMap<string, string>,
): readonly EvidenceFault[] {
  if (first === undefined) return []
  const before = agreed.findLast(({ seal }) => BigInt(seal) < BigInt(first.seal))
  const up = before === undefined ? '' : `; up to seal ${before.seal} all is as it was witnessed`
  const here = inChain.has(first.seal) ? 'here it has another head' : 'here it is gone'
  const others = more.length === 0 ? '' : `, and ${more.length} more of its heads are not in this chain`
  const message = `the witness “${name}” has the head of seal ${first.seal}, and ${here}${others}: what was sealed up to then was removed or changed since${up}`
  return [{ ...nowhere, kind: 'witness-differs', seal: Number(first.seal), message }]
}

/** Which of the heads that are not in the chain a restore explains. */
async function sortedOut(witness: KeptHeads, other: readonly WitnessedHead[], restores: readonly Restore[]) {
  const left: WitnessedHead[] = []
  const by = new Map<Restore, bigint[]>()
  const texts = restores.length === 0 || other.length === 0 ? [] : await witness.linesOf(other).catch(() => [])
  for (const [at, kept] of other.entries()) {
    const restore = explainedBy(restores, kept.seal, sealedAtIn(texts[at] ?? '', kept.head))
    if (restore === undefined) left.push(kept)
    else by.set(restore, [...(by.get(restore) ?? []), BigInt(kept.seal)])
  }
  const lost = [...by].map(([{ at, made }, seals]): LostByRestore => {
    const sorted = seals.toSorted((a, b) => (a < b ? -1 : 1))
    return { heads: seals.length, from: Number(sorted[0]), to: Number(sorted.at(-1)), at, made }
  })
  return { lost, left }
}
