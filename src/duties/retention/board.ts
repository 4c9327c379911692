import { type LastRun, lastRun, type Swept, sweptOnLastDay } from '#evidence/read.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { dateIn, isToCome } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { type StoredOfType, storedByAge } from './ages.ts'
import { freeSql, type Keepers } from './batch.ts'
import { type Falling, fallingRules } from './clock-of-type.ts'
import { waitingForReview } from './overdue.ts'
import { countHeldSql, dueSql, type Given, ofStored, perRule, type RuleSql, sums, typesOnHold } from './per-rule.ts'
import { makeTries } from './tries.ts'
import { openWaits, stopsAll, typesAwaited, type Wait } from './wait.ts'

type BoardDeps = Pick<GateDeps, 'database' | 'inForce' | 'clock'> & { readonly types: readonly RecordType[] }

/** The sweep should run every day, so one that is older than this is a broken promise. */
const sweepOverdueAfter = Temporal.Duration.from({ hours: 26 })

type ByType = ReadonlyMap<string, number>

/** The state of retention: counts by record type, and nothing about anybody. */
export type Board = {
  readonly last: LastRun
  /** Whether the last sweep is too long ago, or there was none. */
  readonly late: boolean
  /** What was deleted on the London day of the last sweep. */
  readonly went: { readonly types: readonly Swept[]; readonly media: number }
  /** What the next night's sweep will find due. Items that others depend on, such as a person, stay a night longer. */
  readonly tonight: ByType
  /** Past its date, and kept by a hold. */
  readonly held: ByType
  readonly waiting: ByType
  /** Holds in force, whatever they cover. */
  readonly holds: number
  readonly kinds: readonly StoredOfType[]
  /** What waits until somebody confirms its deletion. */
  readonly waits: readonly Wait[]
}

/** Counted in the same way and over the same indexes as the sweep, without changing anything. */
export async function retentionBoard(deps: BoardDeps): Promise<Board> {
  const now = deps.clock()
  const today = dateIn(now)
  const falling = await ofStored(deps, fallingRules(deps.inForce().released.edition, deps.types))
  const [last, onHold, awaited, holds, waits] = await Promise.all([
    lastRun(deps.database, 'sweep'),
    typesOnHold(deps, deps.types),
    typesAwaited(deps.database, deps.types),
    standingHolds(deps),
    openWaits(deps.database),
  ])
  const deleting = falling.filter(({ rule }) => rule.end !== 'review')
  const goes: RuleSql = (each, given) =>
    goesSql(each, given, deps.types, { onHold: onHold.has(each.type), awaited: awaited.has(each.type) })
  const covered = falling.filter(({ type }) => onHold.has(type))
  const [went, tonight, held, waiting, kinds] = await Promise.all([
    sweptOnLastDay(deps.database),
    // While the clock is not believed, nothing is deleted, whatever is due.
    stopsAll(waits) ? new Map<Falling, unknown>() : perRule(deps, deleting, today.add({ days: 1 }), goes),
    perRule(deps, covered, today, countHeldSql),
    waitingForReview(deps, falling, today, makeTries()),
    storedByAge(deps, falling, today),
  ])
  return { last, late: isLate(last, now), went, tonight: sums(tonight), held: sums(held), waiting, holds, kinds, waits }
}

/** A sweep dated in the future was dated by a wrong clock, and says nothing about today. */
export function isLate({ ended }: LastRun, now: Temporal.Instant): boolean {
  return (
    ended === null || isToCome(ended, now) || Temporal.Duration.compare(ended.until(now, { largestUnit: 'hour' }), sweepOverdueAfter) > 0
  )
}

function goesSql(each: Falling, given: Given, types: readonly RecordType[], keepers: Keepers): string {
  const { from, where } = dueSql(each, given)
  const free = freeSql(each.type, types, keepers)
  return `(select count(*)::int from ${from} where ${where}${free === '' ? '' : ` and ${free}`})`
}

async function standingHolds({ database }: BoardDeps): Promise<number> {
  const text = 'select count(*)::int as holds from standing_hold'
  const [row] = await database.once<{ holds: number }>(roleName(database.schema, 'sweeper'), text)
  return row?.holds ?? 0
}
