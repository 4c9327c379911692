import type { EvidenceFault, EvidenceFaultKind } from './fault-found.ts'
import type { KeptHeads } from './heads-file.ts'
import { firstHead, headOf, type Seal } from './seal-row.ts'

/**
 * Checks that no seal is missing and that each is chained to the one before. Where one is missing, the head kept in the file is used in its place.
 */
export function* chainFaults(seals: readonly Seal[], kept: KeptHeads): Generator<EvidenceFault> {
  let expected = 1n
  let previous: { readonly head: Buffer | undefined; readonly toTx: string | undefined } = { head: firstHead, toTx: '0' }
  for (const seal of seals) {
    if (BigInt(seal.n) !== expected) {
      for (let n = expected; n < BigInt(seal.n) && n < expected + 100n; n += 1n)
        yield missing('seal-missing', String(n), 'the seal is not in the database')
      const head = kept.heads.get(String(BigInt(seal.n) - 1n))
      previous = { head: head === undefined ? undefined : Buffer.from(head, 'hex'), toTx: undefined }
    }
    if (previous.head !== undefined && !headOf(previous.head, seal).equals(seal.head)) {
      yield about(seal, 'seal-altered', 'the seal, or the one before it, is not what its head was made from')
    } else if (previous.toTx !== undefined && previous.toTx !== seal.fromTx) {
      yield about(seal, 'seal-altered', 'the seal does not begin where the one before it ends')
    }
    previous = { head: seal.head, toTx: seal.toTx }
    expected = BigInt(seal.n) + 1n
  }
}

/**
 * Checks that the file outside the database has the same heads. `before` was read before the database, `after` afterwards, because sealing goes on
 * meanwhile. Only the newest seal may be missing in the file, by a crash between the two.
 */
export function* keptFaults(seals: readonly Seal[], before: KeptHeads, after: KeptHeads): Generator<EvidenceFault> {
  const known = new Set(seals.map((seal) => seal.n))
  for (const line of after.unreadable) yield missing('heads-unreadable', null, `line ${line} of the file of heads is no head`)
  for (const n of after.contradicted) yield missing('heads-contradict', n, 'the file of heads tells two heads of the seal')
  for (const n of before.heads.keys()) {
    if (!known.has(n)) yield missing('seal-removed', n, 'the file of heads has the seal, the database has not')
  }
  const newest = seals.at(-1)
  for (const seal of seals) {
    const head = after.heads.get(seal.n)
    if (head === undefined && seal !== newest) yield about(seal, 'head-not-kept', 'the file of heads lacks the seal')
    if (head !== undefined && head !== seal.head.toString('hex')) yield about(seal, 'head-differs', 'the file of heads tells another head')
  }
}

export function about(seal: Seal, kind: EvidenceFaultKind, message: string): EvidenceFault {
  return { kind, seal: Number(seal.n), firstSeq: Number(seal.firstSeq), lastSeq: Number(seal.lastSeq), message }
}

function missing(kind: EvidenceFaultKind, n: string | null, message: string): EvidenceFault {
  return { kind, seal: n === null ? null : Number(n), firstSeq: null, lastSeq: null, message }
}
