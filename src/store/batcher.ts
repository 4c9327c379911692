import { Fault } from '#shared/fault.ts'
import { withoutBoundsOfOne } from './bounds.ts'

/** One ask of a batch, and the way to answer it. */
export type Queued<Ask, Answer> = { readonly ask: Ask; readonly answer: (answer: Answer) => void }

/** The most that one batch carries, and how much an ask weighs. An ask that alone weighs more has a batch to itself. */
export type Load<Ask> = { readonly most: number; readonly weigh: (ask: Ask) => number }

/** `settled` resolves when every ask so far has its answer. */
export type Batcher<Ask, Answer> = { readonly ask: (ask: Ask) => Promise<Answer>; readonly settled: () => Promise<void> }

/**
 * Answers many concurrent asks with one statement. While one batch runs, the next gathers. When none runs, an ask goes at once, together
 * with whatever is asked in the same turn. There is no timer: an idle system adds no wait, and a busy one makes its own batches.
 * When `run` throws, every ask of the batch that is not answered yet fails with that error; so does one that `run` left unanswered.
 */
export function batcher<Ask, Answer>(
  run: (queued: readonly Queued<Ask, Answer>[]) => Promise<void>,
  load: Load<Ask>,
): Batcher<Ask, Answer> {
  type Waiting = Queued<Ask, Answer> & { readonly fail: (error: unknown) => void }
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined

  function failAll(queued: readonly Waiting[], error: unknown): void {
    for (const { fail } of queued) fail(error)
  }

  function nextBatch(): readonly Waiting[] {
    let weight = 0
    let taken = 0
    for (const { ask } of waiting) {
      weight += load.weigh(ask)
      if (taken > 0 && weight > load.most) break
      taken += 1
    }
    const queued = waiting.slice(0, taken)
    waiting = waiting.slice(taken)
    return queued
  }

  async function runAll(): Promise<void> {
    // Asks of the same turn go together: three reads for one page are one wait for the disk.
    await Promise.resolve()
    while (waiting.length > 0) {
      const queued = nextBatch()
      // Failing an ask that has its answer already does nothing: its promise is settled.
      await run(queued).then(
        () => failAll(queued, unanswered),
        (error: unknown) => failAll(queued, error),
      )
    }
    running = undefined
  }

  return {
    ask: (ask) =>
      new Promise<Answer>((answer, fail) => {
        waiting.push({ ask, answer, fail })
        running ??= withoutBoundsOfOne(runAll)
      }),
    settled: async () => running,
  }
}

/** One batcher for each name and database, made at its first ask. */
export function batcherByName<Ask, Answer>(): (owner: object, name: string, make: () => Batcher<Ask, Answer>) => Batcher<Ask, Answer> {
  const known = new WeakMap<object, Map<string, Batcher<Ask, Answer>>>()
  return (owner, name, make) => {
    const ofOwner = known.get(owner) ?? new Map<string, Batcher<Ask, Answer>>()
    known.set(owner, ofOwner)
    const found = ofOwner.get(name) ?? make()
    ofOwner.set(name, found)
    return found
  }
}

const unanswered = new Fault('ask-unanswered', 'a batch came back without one of its answers')
