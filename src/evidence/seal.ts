import { Fault } from '#shared/fault.ts'
import type { Database, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { coverageNow, newlyCovered, nothingCovered } from './coverage.ts'
import { keepHead, lastKeptHead } from './heads-file.ts'
import { growingTree, leafHash } from './merkle.ts'
import { firstHead, headOf, insertSeal, lastSeal, type Seal, type SealClaim } from './seal-row.ts'
import { sealingLock } from './sealing-lock.ts'
import { leafRows } from './stream.ts'

/**
 * Seals all committed rows that no seal covers yet, and adds the new head to `headsFile`. Transactions still running are no obstacle: the first seal
 * that sees their rows covers them. Answers the seal; undefined where there was nothing to seal or, unless told to `wait`, another sealer is at work.
 *
 * The file is written after the seal is committed. A crash between the two leaves the database one head ahead: the next call repairs that, and
 * `verify` accepts it. The file is never ahead, so a head that the database lacks always means that a seal was removed.
 */
export async function seal(
  database: Database,
  headsFile: string,
  now: Temporal.Instant,
  options: { readonly wait?: boolean } = {},
): Promise<Seal | undefined> {
  const role = roleName(database.schema, 'evidence')
  // A transaction of its own holds the lock until the file is written, so that two sealers never interleave their lines.
  return database.transaction(role, async (lock) => {
    // It is idle for as long as a large first seal takes.
    await lock.query('set local idle_in_transaction_session_timeout = 0')
    if (options.wait === true) await lock.query(`select pg_advisory_xact_lock(${sealingLock})`)
    else if (!(await gotLock(lock))) return undefined
    const previous = await lastSeal(lock)
    if (previous !== undefined) await makeGood(headsFile, previous)
    const sealed = await database.transaction(role, (session) => sealRows(session, previous, now))
    if (sealed !== undefined) await keepHead(headsFile, keptForm(sealed))
    return sealed
  })
}

async function gotLock(lock: Session): Promise<boolean> {
  const [locked] = await lock.query<{ got: boolean }>(`select pg_try_advisory_xact_lock(${sealingLock}) as got`)
  return locked?.got === true
}

async function sealRows(session: Session, previous: Seal | undefined, now: Temporal.Instant): Promise<Seal | undefined> {
  await session.query('set transaction isolation level repeatable read')
  const before = previous ?? nothingCovered
  const seen = await coverageNow(session)
  if (BigInt(seen.toTx) < BigInt(before.toTx))
    throw new Fault('evidence-clock-behind', 'the clock of `evidence` runs behind its last seal: the offset was not raised after a restore')
  const tree = growingTree()
  let firstSeq: bigint | undefined
  let lastSeq = 0n
  for (const condition of newlyCovered(before, seen)) {
    for await (const rows of leafRows(session, condition)) {
      for (const row of rows) {
        tree.add(leafHash(row.leaf))
        const seq = BigInt(row.seq)
        if (firstSeq === undefined || seq < firstSeq) firstSeq = seq
        if (seq > lastSeq) lastSeq = seq
      }
    }
  }
  if (firstSeq === undefined) return undefined
  const claim: SealClaim = {
    n: String(BigInt(previous?.n ?? 0) + 1n),
    fromTx: before.toTx,
    ...seen,
    firstSeq: String(firstSeq),
    lastSeq: String(lastSeq),
    count: String(tree.size()),
    root: tree.root(),
    sealedAt: String(now.epochNanoseconds / 1000n),
  }
  const made: Seal = { ...claim, head: headOf(previous?.head ?? firstHead, claim) }
  await insertSeal(session, made)
  return made
}

/** Repairs only the one head that a crash can have kept back. Where more are missing, `verify` has to report it. */
async function makeGood(headsFile: string, last: Seal): Promise<void> {
  const kept = await lastKeptHead(headsFile)
  if (BigInt(kept?.seal ?? 0) === BigInt(last.n) - 1n) await keepHead(headsFile, keptForm(last))
}

function keptForm(sealed: Seal) {
  return { seal: sealed.n, head: sealed.head.toString('hex'), rows: sealed.count, at: instantOf(sealed.sealedAt) }
}

function instantOf(microseconds: string): string {
  return Temporal.Instant.fromEpochNanoseconds(BigInt(microseconds) * 1000n).toString()
}
