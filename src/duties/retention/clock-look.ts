import type { GateDeps } from '#gate/deps.ts'
import type { Row, Session } from '#store/database.ts'
import { besideForm } from '#store/form-under-way.ts'
import { roleName } from '#store/role-names.ts'
import { believe } from './believed-clock.ts'
import { type ClockWait, placeWait } from './wait.ts'

/** The longest time without any evidence that is still believed to have passed. */
export const believedGap = Temporal.Duration.from({ days: 2 })
/** How far a clock may be behind the newest evidence: clocks are often corrected by minutes. */
const believedBehind = Temporal.Duration.from({ minutes: 5 })

/** `apart`: the database runs on another machine, with a clock of its own. */
export type ClockTrust = { readonly longestGap?: Temporal.Duration | undefined; readonly apart?: boolean | undefined }
export type Watched = Pick<GateDeps, 'database' | 'clock'> & ClockTrust

/** Longer than any leap of the clock that goes unnoticed: something that was begun a moment ago never looks this old. */
export function beyondLeaps({ longestGap = believedGap }: ClockTrust): Temporal.Duration {
  return Temporal.Duration.from({ hours: longestGap.total('hours') + 24 })
}

/** Two clocks read at one moment: this process's, which decides what is due, and the database's, which dates evidence and keys. */
type Clocks = { readonly process: Temporal.Instant; readonly database: Temporal.Instant }
type Look = Clocks & { readonly seq: number }
type Verdict = Omit<ClockWait, 'since'> | null

/**
 * Compares the clocks with when they were last believed, and with the evidence since. If they leapt ahead or are behind, all irreversible
 * work must wait for a confirmation; otherwise they are believed, and that is noted. Called at every start before anything is written, at
 * every beat of the worker and before every sweep, because what is recorded after an unnoticed leap makes it look smaller. Answers this
 * process's time, which the sweep then uses.
 */
export function lookAtClock(watched: Watched, edition: string | null): Promise<Temporal.Instant> {
  const { database, clock } = watched
  const role = roleName(database.schema, 'sweeper')
  // What is noted about the clock is not part of what somebody's form asked for.
  return besideForm(() =>
    database.transaction(role, async (session) => {
      // One look at a time, so that the later of two sees what the earlier one noted.
      await session.query(`select pg_advisory_xact_lock(hashtextextended(current_schema() || ' clock', 0))`)
      const found = await read(session)
      const now: Clocks = { process: clock(), database: found.database }
      if (found.waits) return now.process
      const wrong = await verdictOf(session, watched, found, now)
      if (wrong === null) await believe(session, now.process)
      else await placeWait(session, { ...wrong, since: now.process }, edition)
      return now.process
    }),
  )
}

type Found = {
  readonly database: Temporal.Instant
  readonly waits: boolean
  readonly look: Look | null
  readonly last: Temporal.Instant | null
}

async function read(session: Session): Promise<Found> {
  const [row] = await session.query<Row & Stored>(`select clock_timestamp() as database, l.clock, l.database_clock, l.seq,
      (select at from evidence order by seq desc limit 1) as last,
      exists (select from deletion_wait where confirmed_at is null and cause <> 'import') as waits
    from (values (1)) as one left join clock_look l on true`)
  if (row === undefined) throw new TypeError('a select without a table answers one row')
  const { clock, database_clock, seq } = row
  const look = clock === null || database_clock === null || seq === null ? null : { process: at(clock), database: at(database_clock), seq }
  return { database: at(row.database), waits: row.waits, look, last: row.last === null ? null : at(row.last) }
}

type Stored = {
  readonly database: string
  readonly waits: boolean
  readonly clock: string | null
  readonly database_clock: string | null
  readonly seq: number | null
  readonly last: string | null
}

async function verdictOf(
  session: Session,
  { longestGap = believedGap, apart = false }: Watched,
  found: Found,
  now: Clocks,
): Promise<Verdict> {
  const { look, last } = found
  // At the very first start there is nothing to compare with, except that two machines which disagree cannot both be right.
  if (look === null && last === null) return apart && isLonger(between(now), longestGap) ? gap(now.database) : null
  const before = look ?? { process: last ?? now.process, database: last ?? now.database, seq: Number.MAX_SAFE_INTEGER }
  const [went, wentThere] = [before.process.until(now.process), before.database.until(now.database)]
  const newest = await newestSince(session, before)
  if ([went, wentThere, newest.until(now.database)].some(isBehind))
    return { cause: 'clock-behind', believed: latest(before.process, before.database, newest) }
  if (!isLonger(went, longestGap) && !isLonger(wentThere, longestGap)) return null
  // A long time passed, but evidence was written throughout and both clocks agree: nobody looked, and no time is missing.
  const alike = !isLonger(difference(went, wentThere), believedBehind)
  return alike && !isLonger(await longestStep(session, before, now), longestGap) ? null : gap(before.process)
}

function gap(believed: Temporal.Instant): Verdict {
  return { cause: 'clock-gap', believed }
}

/** The latest date of evidence since then, by the database's clock. */
async function newestSince(session: Session, before: Look): Promise<Temporal.Instant> {
  const [row] = await session.query<{ newest: string | null }>('select max(at) as newest from evidence where seq > $1', [before.seq])
  return row?.newest == null ? before.database : at(row.newest)
}

/** The longest time between two rows of evidence since then, or between the last row and now. */
async function longestStep(session: Session, before: Look, now: Clocks): Promise<Temporal.Duration> {
  const [row] = await session.query<{ longest: number }>(
    `with dated as (select seq, at from evidence where seq > $1 union all select null, $3)
      select max(extract(epoch from step))::float8 as longest
      from (select at - lag(at, 1, $2) over (order by seq nulls last) as step from dated) steps`,
    [before.seq, before.database.toString(), now.database.toString()],
  )
  return Temporal.Duration.from({ milliseconds: Math.round((row?.longest ?? 0) * 1000) })
}

function at(instant: string): Temporal.Instant {
  return Temporal.Instant.from(instant)
}

function latest(...instants: readonly [Temporal.Instant, ...Temporal.Instant[]]): Temporal.Instant {
  return instants.reduce((one, other) => (Temporal.Instant.compare(one, other) < 0 ? other : one))
}

function between({ process, database }: Clocks): Temporal.Duration {
  return process.until(database).abs()
}

function difference(one: Temporal.Duration, other: Temporal.Duration): Temporal.Duration {
  return one.subtract(other).abs()
}

function isBehind(passed: Temporal.Duration): boolean {
  return passed.sign < 0 && isLonger(passed.abs(), believedBehind)
}

/** A day counts as 24 hours here, since this measures elapsed time. */
function isLonger(passed: Temporal.Duration, most: Temporal.Duration): boolean {
  return passed.total('milliseconds') > most.total('milliseconds')
}
