import { editionOfLastRun, lastRun } from '#evidence/read.ts'
import { readEditions } from '#facts/editions.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { neverRunning } from '#notice/checks/clocks.ts'
import type { Edition } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { clocksStored } from '#records/clocks-stored.ts'
import { footage } from '#records/footage/footage.ts'
import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { visit } from '#records/visit/visit.ts'
import { visitAssistance } from '#records/visit-assistance/visit-assistance.ts'
import { dateIn, isToCome } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { isLate } from '../retention/board.ts'
import { fallingRules } from '../retention/clock-of-type.ts'
import { earliest, oldestSql, perRule } from '../retention/per-rule.ts'
import type { Figure } from './keeping.ts'
import { evidenceProtected } from './protection-figure.ts'
import { requestsAnswered } from './request-figure.ts'
import { people, type Said, said, same, sentences, things, times } from './said.ts'
import { sharedWithAgencies, toldOfSharing } from './share-figures.ts'
import { readersTold } from './told-figure.ts'

export type LiveDeps = Pick<GateDeps, 'database' | 'clock' | 'inForce'>

/** Figures that can show that a clause is broken, by clause: what this system's own data says about the promise. */
export const figures: Readonly<Record<string, (deps: LiveDeps) => Promise<Figure>>> = {
  TC3: oldest([callRecording, unlinkedCall, trainingExtract], 'call-recording', 'recording or copy'),
  CV2: oldest([footage], 'cctv', 'footage'),
  OF2: oldest([footage], 'cctv', 'footage'),
  RT1: lastSweep,
  P5: lastSweep,
  L1: answersWithBasis,
  N4: readersTold,
  OF1: visitorsBook,
  A1: requestsAnswered,
  SC3: sharedWithAgencies,
  SC8: toldOfSharing,
  SE1: evidenceProtected,
}

/**
 * How old the oldest item is that no hold keeps, of a type and of those that hold copies of its items. Broken where it should have been
 * deleted by yesterday. What the edition itself made overdue, and no sweep was due since, waits for the next one.
 */
function oldest(types: readonly [RecordType, ...RecordType[]], activity: Activity, noun: string): (deps: LiveDeps) => Promise<Figure> {
  return async (deps) => {
    const { released } = deps.inForce()
    const many = types[0].title.many.toLowerCase()
    const found = await oldestUnder(deps, types, activity, released.edition)
    if (found === 'no-rule') return { isKept: false, seen: 0, says: same(`No retention rule covers ${many}.`) }
    if (found === null) return { isKept: true, seen: 0, says: same(`No ${many} are held, other than on hold.`) }
    const says = said`Oldest ${noun} not on hold: ${things(found.days, 'day', 'days')}.`
    if (!found.overdue) return { isKept: true, seen: 1, says }
    const former = await editionOfLastSweep(deps)
    const before = former === null ? found : await oldestUnder(deps, types, activity, former)
    const madeDue = before === null || before === 'no-rule' || !before.overdue
    return madeDue ? { isKept: true, tonight: true, seen: 1, says: sentences([says, untilTonight]) } : { isKept: false, seen: 1, says }
  }
}

const untilTonight = same('This edition made it due, and tonight’s sweep, the first under it, deletes it.')

type Oldest = { readonly days: number; readonly overdue: boolean }

async function oldestUnder(
  deps: LiveDeps,
  types: readonly [RecordType, ...RecordType[]],
  activity: Activity,
  edition: Edition,
): Promise<Oldest | 'no-rule' | null> {
  const today = dateIn(deps.clock())
  const rule = retentionRuleFor(edition, types[0].category, activity)
  if (rule === undefined) return 'no-rule'
  const falling = fallingRules(edition, types).filter((each) => each.rule.id === rule.id)
  const dates = earliest(await perRule(deps, falling, today, (each, given) => oldestSql(each, given, true)))
  const [found] = [...dates.values()].toSorted()
  if (found === undefined) return null
  const from = Temporal.PlainDate.from(found)
  return {
    days: from.until(today, { largestUnit: 'day' }).days,
    // What is due today may wait for today's sweep; what was due yesterday may not.
    overdue: Temporal.PlainDate.compare(today, from.add(rule.period)) > 0,
  }
}

/** The edition under which the last sweep ran, where that is another than the one in force and no sweep has been due since; otherwise null. */
async function editionOfLastSweep(deps: LiveDeps): Promise<Edition | null> {
  const [last, hash] = await Promise.all([lastRun(deps.database, 'sweep'), editionOfLastRun(deps.database, 'sweep')])
  if (hash === deps.inForce().released.hash || isLate(last, deps.clock())) return null
  return (await readEditions(deps.database)).find(({ released }) => released.hash === hash)?.released.edition ?? null
}

/** Who came is used for fire safety, or given to the visitor who asks for it, and to nobody for anything else. */
async function visitorsBook(deps: LiveDeps): Promise<Figure> {
  const inTime = await oldest([visit], 'visitor-safety', 'visit')(deps)
  const text = 'select count(*)::int as visits from visit'
  const [held] = await deps.database.once<{ visits: number }>(roleName(deps.database.schema, 'sweeper'), text)
  const others = `select count(*)::int as looks from evidence where record_type = any($1) and outcome = 'permitted'
    and activity <> all($2) and kind in ('read', 'search')`
  const values = [[visit.name, visitAssistance.name], visit.only]
  const [row] = await deps.database.once<{ looks: number }>(roleName(deps.database.schema, 'evidence'), others, values)
  const [seen, looks] = [held?.visits ?? 0, row?.looks ?? 0]
  const used = looks === 0 ? same('None was looked at for another purpose.') : said`It was looked at for another purpose ${times(looks)}.`
  const many = said`${people(seen, 'office visit', 'office visits')} held.`
  return { ...inTime, isKept: inTime.isKept && looks === 0, seen, says: sentences([many, inTime.says, used]) }
}

async function lastSweep(deps: LiveDeps): Promise<Figure> {
  const last = await lastRun(deps.database, 'sweep')
  const { ended, failed } = last
  const isFailing = failed !== null && (ended === null || Temporal.Instant.compare(failed, ended) > 0)
  const failing = isFailing ? [same('The newest try failed in part.')] : []
  if (ended === null) return { isKept: false, late: true, seen: 0, says: sentences([same('The sweep has not run yet.'), ...failing]) }
  const now = deps.clock()
  if (isToCome(ended, now)) {
    const says = same(`The last sweep is dated ${dateIn(ended)}, which is still to come: the clock was wrong then, or is now.`)
    return { isKept: false, late: true, seen: 1, says: sentences([says, ...failing]) }
  }
  const idle = neverRunning(deps.inForce().released.edition, clocksStored).length
  const since = ended.until(now, { largestUnit: 'hour' })
  const hours = Math.max(0, Math.floor(since.total('hours')))
  const waiting = await waitingAtLastSweep(deps)
  const never = idle === 0 ? [] : [said`${things(idle, 'period', 'periods')} of the notice can never run.`]
  return {
    ...(isLate(last, now) || idle > 0 ? { isKept: false, late: true } : { isKept: true }),
    seen: 1,
    says: sentences([
      said`The sweep last ran ${hours === 0 ? 'within the hour' : said`${things(hours, 'hour', 'hours')} ago`}.`,
      ...waiting,
      ...failing,
      ...never,
    ]),
  }
}

/** The sweep counted it, and this reads the sweep's record, so that the public page counts nothing itself. */
async function waitingAtLastSweep(deps: LiveDeps): Promise<readonly Said[]> {
  const text = `select coalesce((detail->>'review')::int, 0) as waiting from evidence
    where kind = 'sweep' and record_type is null and outcome = 'done' order by seq desc limit 1`
  const [row] = await deps.database.once<{ waiting: number }>(roleName(deps.database.schema, 'evidence'), text)
  const waiting = row?.waiting ?? 0
  if (waiting === 0) return []
  const items = people(waiting, 'item waits', 'items wait')
  return [said`${items} for a review: no date takes them away, and somebody has to look.`]
}

async function answersWithBasis(deps: LiveDeps): Promise<Figure> {
  const text = `select count(*)::int as bare from evidence where outcome = 'permitted' and basis is null and kind in ('read', 'change', 'search', 'import')`
  const [row] = await deps.database.once<{ bare: number }>(roleName(deps.database.schema, 'evidence'), text)
  const bare = row?.bare ?? 0
  return {
    isKept: bare === 0,
    seen: 1,
    says: bare === 0 ? same('Every permitted use on record names its basis.') : said`${people(bare, 'use', 'uses')} without a basis.`,
  }
}
