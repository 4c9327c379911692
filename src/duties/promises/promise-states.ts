import type { GateParts } from '#gate/parts.ts'
import { isAway } from '#store/database-fault.ts'
import { holdsAll, openWaits, type Wait } from '../retention/wait.ts'
import { itemsHeld, waitLine } from '../retention/wait-words.ts'
import { type Figure, figures, type LiveParts } from './live-figures.ts'
import { waitsOf } from './rests-on-deletion.ts'

/** How one clause stands today. `evidence`: a live figure of this system, or null where the clause has none. */
export type PromiseState = {
  readonly clause: string
  readonly kind: string
  readonly heading: string
  readonly says: string
  readonly state: 'kept' | 'broken' | 'waiting' | 'not yet'
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
 * Waiting where it says that something is deleted, and that waits until somebody confirms it (retention/wait.ts): neither kept nor forgotten.
 */
export async function promiseStates(parts: PromiseParts): Promise<readonly PromiseState[]> {
  const { edition } = parts.inForce().released
  const waits = await openWaits(parts.database)
  const states: PromiseState[] = []
  for (const clause of edition.clauses) {
    const { files: tests, whole } = parts.tests.get(clause.id) ?? noTests
    const measure = figures[clause.id]
    const figure = measure === undefined ? null : await measured(measure, parts)
    const waiting = waitsOf(clause.id, waits)
    const state = stateOf(figure, whole, waiting)
    states.push({
      clause: clause.id,
      kind: clause.kind,
      heading: clause.heading,
      says: clause.says,
      state,
      keptBy: clause.keptBy,
      tests,
      evidence: evidenceOf(figure, waiting),
    })
  }
  return states
}

/** A sweep that does not run is broken whatever an import has waiting; where the clock is the cause it may not run. */
function stateOf(figure: Figure | null, whole: boolean, waiting: readonly Wait[]): PromiseState['state'] {
  if (figure?.holds === false && !(holdsAll(waiting) || (waiting.length > 0 && figure.late !== true))) return 'broken'
  if (!whole) return 'not yet'
  return waiting.length > 0 ? 'waiting' : 'kept'
}

function evidenceOf(figure: Figure | null, waiting: readonly Wait[]): string | null {
  const items = itemsHeld(waiting)
  const many =
    items === 0 ? '' : ` ${items === 1 ? '1 item waits' : `${items.toLocaleString('en-GB')} items wait`} until somebody confirms it.`
  const lines = waiting.map(waitLine).map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}.${many}`)
  const says = [...lines, ...(figure === null ? [] : [figure.says])]
  return says.length === 0 ? null : says.join(' ')
}

const noTests: ClauseTests = { files: [], whole: false }

async function measured(measure: (parts: LiveParts) => Promise<Figure>, parts: LiveParts): Promise<Figure> {
  try {
    return await measure(parts)
  } catch (error) {
    // It says nothing of the promises that nothing can be asked just now, and whoever waits would wait once for each figure.
    if (isAway(error)) throw error
    return { holds: false, says: 'The figure could not be measured.' }
  }
}
