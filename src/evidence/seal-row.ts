import type { Session } from '#store/database.ts'
import { microseconds } from './leaf.ts'
import { emptyRoot, sha256 } from './merkle.ts'

/**
 * What a seal says: these rows, and no others, were written since the seal before. Numbers are decimal text; `sealedAt` is in microseconds since
 * 1970.
 */
export type SealClaim = {
  readonly n: string
  /** Where the seal before it ended. */
  readonly fromTx: string
  /** No transaction with this number or a higher one had ended when the seal was made. */
  readonly toTx: string
  /** Transactions below `toTx` that were still running: a later seal covers their rows. */
  readonly running: readonly string[]
  readonly firstSeq: string
  readonly lastSeq: string
  readonly count: string
  readonly root: Buffer
  readonly sealedAt: string
}

/** `head` chains the claim to all seals before it: one head proves everything that those seals cover. */
export type Seal = SealClaim & { readonly head: Buffer }

/** The head that the first seal is chained to. */
export const firstHead = emptyRoot

/**
 * SHA-256(head before ‖ the claim as a JSON array of strings, which is its own RFC 8785 form). Transactions still running come last, where there were
 * any.
 */
export function headOf(previous: Buffer, claim: SealClaim): Buffer {
  return headOfText(previous, claimText(claim))
}

export function headOfText(previous: Buffer, claim: string): Buffer {
  return sha256(Buffer.concat([previous, Buffer.from(claim)]))
}

/** The claim as it is hashed. */
export function claimText({ n, fromTx, toTx, running, firstSeq, lastSeq, count, root, sealedAt }: SealClaim): string {
  const stillRunning = running.length === 0 ? [] : [running.join(',')]
  return JSON.stringify([n, fromTx, toTx, firstSeq, lastSeq, count, root.toString('hex'), sealedAt, ...stillRunning])
}

const columns = `n::text as n, from_tx::text as "fromTx", to_tx::text as "toTx", running::text[] as running, first_seq::text as "firstSeq", last_seq::text as "lastSeq",
  count::text as count, root, head, ${microseconds('sealed_at')} as "sealedAt"`

/** All seals by number. */
export function readSeals(session: Session): Promise<Seal[]> {
  return session.query<Seal>(`select ${columns} from evidence_seal order by evidence_seal.n`)
}

/** The seal of that number, and the one before it; nothing before the first. */
export async function sealAndBefore(
  session: Session,
  n: string,
): Promise<{ readonly seal: Seal | undefined; readonly before: Seal | undefined }> {
  const found = await session.query<Seal>(
    `select ${columns} from evidence_seal where n in ($1::bigint, $1::bigint - 1) order by evidence_seal.n`,
    [n],
  )
  return { seal: found.find((each) => each.n === n), before: found.find((each) => each.n !== n) }
}

/** SQL of the number of the seal that covers the rows of a transaction, by its number; null where none does yet. */
export function coveringSeal(tx: string): string {
  return `(select s.n::text from evidence_seal s where s.to_tx > ${tx} and ${tx} <> all(s.running) order by s.to_tx, s.n limit 1)`
}

export async function lastSeal(session: Session): Promise<Seal | undefined> {
  const [seal] = await session.query<Seal>(`select ${columns} from evidence_seal order by evidence_seal.n desc limit 1`)
  return seal
}

/** Those of that number and later ones, at most so many; the first of them follows the seal `n - 1`, which is in front. */
export function sealsFrom(session: Session, n: string, most: number): Promise<Seal[]> {
  return session.query<Seal>(
    `select ${columns} from evidence_seal where evidence_seal.n >= $1::bigint - 1 order by evidence_seal.n limit $2::int + 1`,
    [n, most],
  )
}

export async function insertSeal(session: Session, seal: Seal): Promise<void> {
  await session.query(
    `insert into evidence_seal (n, from_tx, to_tx, running, first_seq, last_seq, count, root, head, sealed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, timestamptz 'epoch' + $10::bigint * interval '1 microsecond')`,
    [seal.n, seal.fromTx, seal.toTx, seal.running, seal.firstSeq, seal.lastSeq, seal.count, seal.root, seal.head, seal.sealedAt],
  )
}
