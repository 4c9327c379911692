import type { InForce } from '#gate/deps.ts'
import type { LiveDeps } from '../promises/live-figures.ts'
import { type PromiseState, promiseStates } from '../promises/promise-states.ts'

/** A promise that stands otherwise as soon as the edition is in force; null: the edition does not have it. `says`: what shows it. */
export type PromiseChange = {
  readonly clause: string
  readonly from: PromiseState['state'] | null
  readonly to: PromiseState['state'] | null
  readonly says: string | null
}

/** The states as the public page tells them, under both editions, on the data of this moment. */
export async function promisesChanged(deps: Omit<LiveDeps, 'inForce'>, before: InForce, after: InForce): Promise<readonly PromiseChange[]> {
  const under = (inForce: InForce) => promiseStates({ ...deps, inForce: () => inForce, tests: new Map() })
  const [old, now] = [byClause(await under(before)), byClause(await under(after))]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((clause) => {
    const [was, is] = [old.get(clause), now.get(clause)]
    if (was?.state === is?.state) return []
    return [{ clause, from: was?.state ?? null, to: is?.state ?? null, says: is?.evidence ?? null }]
  })
}

function byClause(states: readonly PromiseState[]): ReadonlyMap<string, PromiseState> {
  return new Map(states.map((state) => [state.clause, state]))
}
