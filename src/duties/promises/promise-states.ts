import type { GateParts } from '#gate/parts.ts'
import { isAway } from '#store/database-fault.ts'
import { figures, type LiveParts } from './live-figures.ts'

/** How one clause stands today. `evidence`: a live figure of this system, or null where the clause has none. */
export type PromiseState = {
  readonly clause: string
  readonly kind: string
  readonly heading: string
  readonly says: string
  readonly state: 'kept' | 'broken' | 'not yet'
  readonly keptBy: string
  readonly tests: readonly string[]
  readonly evidence: string | null
}

/** The test files that hold a clause; `whole`: all of it, not only what there is software for yet. */
export type ClauseTests = { readonly files: readonly string[]; readonly whole: boolean }

export type PromiseParts = LiveParts & Pick<GateParts, 'inForce'> & { readonly tests: ReadonlyMap<string, ClauseTests> }

/**
 * Each clause of the edition in force: kept when a test holds all of it and its live figure, if it has one, bears it out; broken when the
 * figure contradicts it; not yet when no test holds it, or only a part. A figure that cannot be had counts as broken: silence is no proof. While
 * the database cannot be asked at all, that is a fault.
 */
export async function promiseStates(parts: PromiseParts): Promise<readonly PromiseState[]> {
  const { edition } = parts.inForce().released
  const states: PromiseState[] = []
  for (const clause of edition.clauses) {
    const { files: tests, whole } = parts.tests.get(clause.id) ?? noTests
    const measure = figures[clause.id]
    const figure = measure === undefined ? null : await measured(measure, parts)
    const state = figure?.holds === false ? 'broken' : whole ? 'kept' : 'not yet'
    states.push({
      clause: clause.id,
      kind: clause.kind,
      heading: clause.heading,
      says: clause.says,
      state,
      keptBy: clause.keptBy,
      tests,
      evidence: figure?.says ?? null,
    })
  }
  return states
}

const noTests: ClauseTests = { files: [], whole: false }

async function measured(
  measure: (parts: LiveParts) => Promise<{ holds: boolean; says: string }>,
  parts: LiveParts,
): Promise<{ holds: boolean; says: string }> {
  try {
    return await measure(parts)
  } catch (error) {
    // It says nothing of the promises that nothing can be asked just now, and whoever waits would wait once for each figure.
    if (isAway(error)) throw error
    return { holds: false, says: 'The figure could not be measured.' }
  }
}
