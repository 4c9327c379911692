import type { Edition } from '#notice/edition.ts'
import type { ClauseKind } from '#notice/ledger.ts'
import { dateIn } from '#shared/clock.ts'
import { isAway } from '#store/database-fault.ts'
import { openWaits, stopsAll, type Wait } from '../retention/wait.ts'
import { itemsWaiting, waitLine } from '../retention/wait-words.ts'
import { type Counted, countAll } from './counted.ts'
import { keepingOf } from './every-keeping.ts'
import type { Figure, Keeping } from './keeping.ts'
import { figures, type LiveDeps } from './live-figures.ts'
import { type OfClauses, type OnRecord, onRecord } from './on-record.ts'
import { type ProbeFault, probeFaults } from './probe-answers.ts'
import { waitsOf } from './rests-on-deletion.ts'
import { people, type Said, said, same, sentences } from './said.ts'

export const promiseWords = ['broken', 'waiting', 'in part', 'in place', 'kept', 'not yet'] as const

/**
 * The state of one clause today. `lacks`: what nobody can do yet. `evidence`: a live figure of this system, or what this edition answers
 * otherwise than the clause says; null if there is nothing to count, and `uncounted` says why; `publicly`: the same for public pages. `deleted`: what the last night's sweep deleted by the
 * periods that rest on it; null where none does. `tested`: how its tests ended, for this version of the software.
 */
export type PromiseState = {
  readonly clause: string
  readonly kind: string
  readonly heading: string
  readonly says: string
  readonly state: (typeof promiseWords)[number]
  readonly keptBy: string
  readonly lacks: string | null
  readonly tests: readonly string[]
  readonly tested: Tested
  readonly evidence: string | null
  readonly publicly: string | null
  readonly uncounted: string | null
  readonly deleted: number | null
  readonly onRecord: readonly OnRecord[]
}

/**
 * `on`: the day of the last whole run of the tests for this version; null where there was none. `lastPassed`: the day of the last whole run, of whichever
 * version, if they passed in it.
 */
export type Tested = {
  readonly result: 'passed' | 'failed' | 'not for this version' | 'no test'
  readonly on: string | null
  readonly lastPassed: string | null
}

/** The test files that check a clause, and how they ended. */
export type ClauseTests = { readonly files: readonly string[]; readonly tested: Tested }

export type PromiseDeps = LiveDeps & {
  readonly tests: ReadonlyMap<string, ClauseTests>
  /** Only what may be broken is looked at: nothing is counted that cannot show that. */
  readonly onlyBroken?: true
}

/**
 * The state of each clause of the edition in force.
 * - Broken: a figure contradicts it or cannot be read, or the edition allows what the clause rules out.
 * - Waiting: it says that something is deleted, and that waits: until somebody confirms it (retention/wait.ts), or for the first sweep
 *   under an edition that made it due.
 * - Kept: somebody can do all of it, or it happens by itself; this edition answers as the clause says; and a figure shows that it has come up.
 * - In place: the same, but nothing has come up yet.
 * - In part: the software keeps some of it, or a test of it failed for this version. Not yet: none of it.
 * If the database cannot be reached at all, that is a fault.
 */
export async function promiseStates(deps: PromiseDeps): Promise<readonly PromiseState[]> {
  const inForce = deps.inForce()
  const { edition } = inForce.released
  const [waits, counted, recorded] = await Promise.all([
    openWaits(deps.database),
    deps.onlyBroken === true ? null : ifRead(() => countAll(deps)),
    deps.onlyBroken === true ? null : ifRead(() => onRecord(deps)),
  ])
  const states: PromiseState[] = []
  for (const clause of edition.clauses) {
    const keeping = keepingOf(clause)
    const { files, tested } = deps.tests.get(clause.id) ?? deps.tests.get(clause.rule ?? '') ?? noTests
    const measure = measureOf(clause)
    const figure = measure === undefined ? figureOf(keeping, counted, deps) : await measured(measure, deps)
    const waiting = waitsOf(clause.rule ?? clause.id, waits)
    const faults = probeFaults(inForce, keeping.probes)
    states.push({
      clause: clause.id,
      kind: clause.kind,
      heading: clause.heading,
      says: clause.says,
      state: stateOf(clause.kind, keeping, { figure, waiting, faults, failed: tested.result === 'failed' }),
      keptBy: clause.keptBy,
      lacks: keeping.lacks,
      tests: files,
      tested,
      ...told(figure, waiting, keeping.extent === 'none' ? faults.filter(({ allows }) => allows) : faults),
      uncounted: keeping.uncounted,
      ...recordOf(clause, recorded),
    })
  }
  return states
}

/** The figures of some clauses of the edition in force, without judging how they stand; those that have none, or cannot be read, are left out. */
export async function figuresOf(deps: LiveDeps, wanted: readonly string[]): Promise<ReadonlyMap<string, Figure>> {
  const { edition } = deps.inForce().released
  const clauses = edition.clauses.filter(({ id }) => wanted.includes(id))
  const needsCounts = clauses.some((clause) => measureOf(clause) === undefined)
  const counted = needsCounts ? await ifRead(() => countAll(deps)) : null
  const found = clauses.map(async (clause) => {
    const measure = measureOf(clause)
    const figure = measure === undefined ? figureOf(keepingOf(clause), counted, deps) : await measured(measure, deps)
    return [clause.id, figure] as const
  })
  return new Map((await Promise.all(found)).flatMap(([id, figure]) => (figure === null ? [] : [[id, figure]])))
}

function measureOf({ id, rule, figure }: Edition['clauses'][number]): ((deps: LiveDeps) => Promise<Figure>) | undefined {
  return figures[figure ?? rule ?? id]
}

/** Counts that cannot be read leave the figures out; whatever can be broken has a figure of its own. */
async function ifRead<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (isAway(error)) throw error
    return null
  }
}

function figureOf({ count }: Keeping, counted: Counted | null, { inForce, clock }: LiveDeps): Figure | null {
  if (count === null || counted === null) return null
  return { isKept: true, ...count({ counted, edition: inForce().released.edition, today: dateIn(clock()) }) }
}

function recordOf({ id }: Edition['clauses'][number], recorded: OfClauses | null): Pick<PromiseState, 'deleted' | 'onRecord'> {
  return { deleted: recorded?.deleted.get(id) ?? null, onRecord: recorded?.entries.get(id) ?? [] }
}

type Found = {
  readonly figure: Figure | null
  readonly waiting: readonly Wait[]
  readonly faults: readonly ProbeFault[]
  readonly failed: boolean
}

/**
 * If the sweep does not run, the clause is broken even while an import waits for confirmation. If a wait is for the clock, the sweep must
 * not run.
 */
function stateOf(kind: ClauseKind, { extent }: Keeping, { figure, waiting, faults, failed }: Found): PromiseState['state'] {
  if (figure?.isKept === false && !(stopsAll(waiting) || (waiting.length > 0 && figure.late !== true))) return 'broken'
  // What a notice says and its own edition does not allow is a promise broken; a permission or a fact is one that nobody uses.
  const isBinding = kind === 'promise' || kind === 'right'
  if (faults.some(({ allows }) => allows || (isBinding && extent !== 'none'))) return 'broken'
  if (extent === 'none' || faults.length > 0) return 'not yet'
  if (waiting.length > 0 || figure?.tonight === true) return 'waiting'
  if (extent === 'part' || failed) return 'in part'
  return figure === null || figure.seen === 0 ? 'in place' : 'kept'
}

function told(figure: Figure | null, waiting: readonly Wait[], faults: readonly ProbeFault[]): Pick<PromiseState, 'evidence' | 'publicly'> {
  const items = itemsWaiting(waiting)
  const many: readonly Said[] = items === 0 ? [] : [said`${people(items, 'item waits', 'items wait')} until somebody confirms it.`]
  const lines = waiting.map(waitLine).flatMap((line) => [same(`${line.charAt(0).toUpperCase()}${line.slice(1)}.`), ...many])
  const says = [...faults.map((fault) => same(fault.says)), ...lines, ...(figure === null ? [] : [figure.says])]
  if (says.length === 0) return { evidence: null, publicly: null }
  const { exactly, publicly } = sentences(says)
  return { evidence: exactly, publicly }
}

const noTests: ClauseTests = { files: [], tested: { result: 'no test', on: null, lastPassed: null } }

async function measured(measure: (deps: LiveDeps) => Promise<Figure>, deps: LiveDeps): Promise<Figure> {
  try {
    return await measure(deps)
  } catch (error) {
    // If the database is away, no promise can be judged, and trying each figure would only make the caller wait longer.
    if (isAway(error)) throw error
    return { isKept: false, seen: 0, says: same('The figure could not be measured.') }
  }
}
