import type { GateDeps } from '#gate/deps.ts'
import { isAway } from '#store/database-fault.ts'
import { openWaits, stopsAll, type Wait } from '../retention/wait.ts'
import { itemsWaiting, waitLine } from '../retention/wait-words.ts'
import { type Figure, figures, type LiveDeps } from './live-figures.ts'
import { waitsOf } from './rests-on-deletion.ts'

/** The state of one clause today. `evidence`: a live figure of this system, or null if the clause has none. */
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

/** The test files that check a clause. `whole`: they check all of it, and not only the part that the software can do yet. */
export type ClauseTests = { readonly files: readonly string[]; readonly whole: boolean }

export type PromiseDeps = LiveDeps & Pick<GateDeps, 'inForce'> & { readonly tests: ReadonlyMap<string, ClauseTests> }

/**
 * The state of each clause of the edition in force. Kept: a test checks all of it, and its live figure, if it has one, agrees. Broken: the
 * figure contradicts it, or cannot be read, since no answer is no proof. Not yet: no test checks it, or only a part. Waiting: it says that
 * something is deleted, and that deletion waits until somebody confirms it (retention/wait.ts). If the database cannot be reached at all,
 * that is a fault.
 */
export async function promiseStates(deps: PromiseDeps): Promise<readonly PromiseState[]> {
  const { edition } = deps.inForce().released
  const waits = await openWaits(deps.database)
  const states: PromiseState[] = []
  for (const clause of edition.clauses) {
    const { files: tests, whole } = deps.tests.get(clause.id) ?? noTests
    const measure = figures[clause.id]
    const figure = measure === undefined ? null : await measured(measure, deps)
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

/**
 * If the sweep does not run, the clause is broken even while an import waits for confirmation. If a wait is for the clock, the sweep must
 * not run.
 */
function stateOf(figure: Figure | null, whole: boolean, waiting: readonly Wait[]): PromiseState['state'] {
  if (figure?.isKept === false && !(stopsAll(waiting) || (waiting.length > 0 && figure.late !== true))) return 'broken'
  if (!whole) return 'not yet'
  return waiting.length > 0 ? 'waiting' : 'kept'
}

function evidenceOf(figure: Figure | null, waiting: readonly Wait[]): string | null {
  const items = itemsWaiting(waiting)
  const many =
    items === 0 ? '' : ` ${items === 1 ? '1 item waits' : `${items.toLocaleString('en-GB')} items wait`} until somebody confirms it.`
  const lines = waiting.map(waitLine).map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}.${many}`)
  const says = [...lines, ...(figure === null ? [] : [figure.says])]
  return says.length === 0 ? null : says.join(' ')
}

const noTests: ClauseTests = { files: [], whole: false }

async function measured(measure: (deps: LiveDeps) => Promise<Figure>, deps: LiveDeps): Promise<Figure> {
  try {
    return await measure(deps)
  } catch (error) {
    // If the database is away, no promise can be judged, and trying each figure would only make the caller wait longer.
    if (isAway(error)) throw error
    return { isKept: false, says: 'The figure could not be measured.' }
  }
}
