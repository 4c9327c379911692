import type { Session } from '#store/database.ts'
import { microseconds } from './leaf.ts'
import { emptyRoot, sha256 } from './merkle.ts'

/** What a seal says: that these rows, and no others, stood in [fromTx, toTx). Numbers as decimal text, `sealedAt` in microseconds since 1970. */
export type SealClaim = {
  readonly n: string
  readonly fromTx: string
  readonly toTx: string
  readonly firstSeq: string
  readonly lastSeq: string
  readonly count: string
  readonly root: Buffer
  readonly sealedAt: string
}

/** `head` chains the claim to all seals before it: who knows one head knows all that it covers. */
export type Seal = SealClaim & { readonly head: Buffer }

/** What the first seal is chained to. */
export const firstHead = emptyRoot

/** SHA-256(head before ‖ the claim as a JSON array of strings, its own RFC 8785 form). */
export function headOf(previous: Buffer, claim: SealClaim): Buffer {
  const { n, fromTx, toTx, firstSeq, lastSeq, count, root, sealedAt } = claim
  const text = JSON.stringify([n, fromTx, toTx, firstSeq, lastSeq, count, root.toString('hex'), sealedAt])
  return sha256(Buffer.concat([previous, Buffer.from(text)]))
}

const columns = `n::text as n, from_tx::text as "fromTx", to_tx::text as "toTx", first_seq::text as "firstSeq", last_seq::text as "lastSeq",
  count::text as count, root, head, ${microseconds('sealed_at')} as "sealedAt"`

/** All seals by number. */
export function readSeals(session: Session): Promise<Seal[]> {
  return session.query<Seal>(`select ${columns} from evidence_seal order by evidence_seal.n`)
}

export async function lastSeal(session: Session): Promise<Seal | undefined> {
  const [seal] = await session.query<Seal>(`select ${columns} from evidence_seal order by evidence_seal.n desc limit 1`)
  return seal
}

export async function insertSeal(session: Session, seal: Seal): Promise<void> {
  await session.query(
    `insert into evidence_seal (n, from_tx, to_tx, first_seq, last_seq, count, root, head, sealed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, timestamptz 'epoch' + $9::bigint * interval '1 microsecond')`,
    [seal.n, seal.fromTx, seal.toTx, seal.firstSeq, seal.lastSeq, seal.count, seal.root, seal.head, seal.sealedAt],
  )
}
