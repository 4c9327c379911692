import { Fault } from '#shared/fault.ts'
import { withoutBoundsOfOne } from './bounds.ts'

/** One ask aboard a flight, and the way to answer it. */
export type Aboard<Ask, Answer> = { readonly ask: Ask; readonly answer: (answer: Answer) => void }

/** The most that one flight carries, and how much an ask weighs. An ask that alone weighs more flies alone. */
export type Load<Ask> = { readonly most: number; readonly weigh: (ask: Ask) => number }

export type Flights<Ask, Answer> = { readonly ask: (ask: Ask) => Promise<Answer>; readonly landed: () => Promise<void> }

/**
 * Answers many concurrent asks with one statement. While one flight is under way the next gathers; when none is, an ask goes at once
 * with whatever is begun in the same turn: no timer, so an idle system adds no wait and a busy one makes its own batches.
 * When `fly` throws, every ask of the flight fails with that; one that it left unanswered fails too.
 */
export function flights<Ask, Answer>(
  fly: (aboard: readonly Aboard<Ask, Answer>[]) => Promise<void>,
  load: Load<Ask>,
): Flights<Ask, Answer> {
  type Waiting = Aboard<Ask, Answer> & { readonly fail: (error: unknown) => void }
  let waiting: Waiting[] = []
  let flying: Promise<void> | undefined

  function failAll(aboard: readonly Waiting[], error: unknown): void {
    for (const { fail } of aboard) fail(error)
  }

  function board(): readonly Waiting[] {
    let weight = 0
    let taken = 0
    for (const { ask } of waiting) {
      weight += load.weigh(ask)
      if (taken > 0 && weight > load.most) break
      taken += 1
    }
    const aboard = waiting.slice(0, taken)
    waiting = waiting.slice(taken)
    return aboard
  }

  async function keepFlying(): Promise<void> {
    // What is begun in the same turn goes together: three reads of one page are one wait for the disk.
    await Promise.resolve()
    while (waiting.length > 0) {
      const aboard = board()
      // Those already answered do not hear it.
      await fly(aboard).then(
        () => failAll(aboard, unanswered),
        (error: unknown) => failAll(aboard, error),
      )
    }
    flying = undefined
  }

  return {
    ask: (ask) =>
      new Promise<Answer>((answer, fail) => {
        waiting.push({ ask, answer, fail })
        flying ??= withoutBoundsOfOne(keepFlying)
      }),
    landed: async () => flying,
  }
}

/** The flights of each kind, by name, over one database: those of another database are others. Made at the first ask. */
export function flightsByName<Ask, Answer>(): (owner: object, name: string, make: () => Flights<Ask, Answer>) => Flights<Ask, Answer> {
  const known = new WeakMap<object, Map<string, Flights<Ask, Answer>>>()
  return (owner, name, make) => {
    const ofOwner = known.get(owner) ?? new Map<string, Flights<Ask, Answer>>()
    known.set(owner, ofOwner)
    const found = ofOwner.get(name) ?? make()
    ofOwner.set(name, found)
    return found
  }
}

const unanswered = new Fault('ask-unanswered', 'a batch came back without one of its answers')
