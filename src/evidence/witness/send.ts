import { setTimeout } from 'node:timers/promises'
import type { Clock } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Database } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import { lastSeal, sealAndBefore } from '../seal-row.ts'
import { type ChainLine, chainLine } from './chain-line.ts'
import type { Witness } from './witness.ts'
import { noteWitnessed, witnessedAt } from './witnessed.ts'

/** Milliseconds between two heads that one witness is sent: each is kept for ever, and the newest covers all before it. */
const pace = 60_000
/** The longest pause after failures; the first is as long as the pace. */
const longestPause = 3_600_000

/** Milliseconds after which a witness that has not answered counts as one that fails. */
const longestAnswer = 120_000

export type Sender = { readonly database: Database; readonly clock: Clock; readonly witnesses: readonly Witness[] }

/**
 * Answers what sends the newest head to each witness that lacks it, when called again and again. What is unsent follows from what each has taken, so
 * that a kill loses nothing. Where a witness fails, or does not answer at all, the others are sent theirs all the same; it is tried again, with longer and
 * longer pauses, and never while it still has not answered.
 */
export function headSender(sender: Sender, { every = pace, patience = longestAnswer } = {}): () => Promise<void> {
  const pauses = new Map<Witness, Pause>()
  const asked = new Set<Witness>()

  async function ask(witness: Witness): Promise<void> {
    const failures = pauses.get(witness)?.failures ?? 0
    asked.add(witness)
    const answer = tried(sender, witness, every, failures).then((pause) => {
      asked.delete(witness)
      pauses.set(witness, pause)
    })
    await Promise.race([answer, setTimeout(patience, undefined, { ref: false })])
    if (asked.has(witness)) pauses.set(witness, { until: 0, failures: failures + 1, error: silent(witness) })
  }

  return async () => {
    const isDue = (witness: Witness) => !asked.has(witness) && performance.now() >= (pauses.get(witness)?.until ?? 0)
    await Promise.all(sender.witnesses.filter(isDue).map(ask))
    // One that is paused has failed as long as it is: whoever asks must not think it mended.
    const failed = [...pauses.values()].find(({ failures }) => failures > 0)
    if (failed !== undefined) throw failed.error
  }
}

/** As of a share whose server is gone: the system waits for it for ever. */
function silent({ name }: Witness): Fault {
  return new Fault('witness-unreachable', `the witness “${name}” does not answer`)
}

type Pause = { readonly until: number; readonly failures: number; readonly error?: unknown }

async function tried(sender: Sender, witness: Witness, every: number, failures: number): Promise<Pause> {
  try {
    const sent = await sendNewest(sender, witness)
    return { until: sent ? performance.now() + every : 0, failures: 0 }
  } catch (error) {
    return { until: performance.now() + Math.min(every * 2 ** failures, longestPause), failures: failures + 1, error }
  }
}

/** Whether there was something to send. */
async function sendNewest({ database, clock }: Sender, witness: Witness): Promise<boolean> {
  const found = await database.transaction(roleName(database.schema, 'evidence'), async (session) => {
    const last = await lastSeal(session)
    const before = last === undefined ? undefined : (await sealAndBefore(session, last.n)).before
    return { newest: last === undefined ? undefined : chainLine(last, before), taken: await witnessedAt(session, witness.place) }
  })
  const { newest, taken } = found
  if (newest === undefined || (taken?.seal === newest.seal && taken.head === newest.head)) return false
  if (taken !== undefined) await needTaken(witness, taken)
  await witness.keep(newest)
  await noteWitnessed(database, witness.place, newest, clock())
  return true
}

/** A disk that is not mounted looks like an empty folder: heads must not go there instead. */
async function needTaken(witness: Witness, taken: Pick<ChainLine, 'seal' | 'head'>): Promise<void> {
  if ((await witness.heads(taken.seal)).some(({ seal, head }) => seal === taken.seal && head === taken.head)) return
  throw new Fault('witness-lost', lostWords(witness, taken.seal))
}

export function lostWords({ name, place }: Pick<Witness, 'name' | 'place'>, seal: string): string {
  return `the witness “${name}” took the head of seal ${seal} and has it no longer: somebody removed it, or something else stands at ${place}. A new place needs an address of its own`
}
