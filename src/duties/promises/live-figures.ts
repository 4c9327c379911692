import { lastRun } from '#evidence/read.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { RecordType } from '#gate/record-type.ts'
import { neverRunning } from '#notice/checks/clocks.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { clocksStored } from '#records/clocks-stored.ts'
import { visit } from '#records/visit/visit.ts'
import { visitAssistance } from '#records/visit-assistance/visit-assistance.ts'
import { dateIn, isToCome } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { isLate } from '../retention/board.ts'
import { fallingRules } from '../retention/clock-of-type.ts'
import { earliest, oldestSql, perRule } from '../retention/per-rule.ts'

export type LiveDeps = Pick<GateDeps, 'database' | 'clock' | 'inForce'>
/** `late`: the promise is broken because the sweep, or one of its periods, does not run. */
export type Figure = { readonly isKept: boolean; readonly says: string; readonly late?: true }

/** Live figures by clause: what this system's own data says about the promise. */
export const figures: Readonly<Record<string, (deps: LiveDeps) => Promise<Figure>>> = {
  TC3: oldestRecording,
  RT1: lastSweep,
  P5: lastSweep,
  R1: looksRecorded,
  L1: answersWithBasis,
  OF1: visitorsBook,
}

async function oldestRecording(deps: LiveDeps): Promise<Figure> {
  const oldest = await oldestOf(deps, callRecording)
  if (oldest === null) return { isKept: false, says: 'No retention rule covers call recordings.' }
  if (oldest.days === null) return { isKept: true, says: 'No call recordings are held, other than on hold.' }
  return { isKept: oldest.isInTime, says: `Oldest recording not on hold: ${count(oldest.days, 'day')}.` }
}

/** Who came is used for fire safety, or given to the visitor who asks for it, and to nobody for anything else. */
async function visitorsBook(deps: LiveDeps): Promise<Figure> {
  const oldest = await oldestOf(deps, visit)
  if (oldest === null) return { isKept: false, says: 'No retention rule covers office visits.' }
  const text = `select (select count(*)::int from visit) as visits`
  const [held] = await deps.database.once<{ visits: number }>(roleName(deps.database.schema, 'sweeper'), text)
  const others = `select count(*)::int as looks from evidence where record_type = any($1) and outcome = 'permitted'
    and activity <> all($2) and kind in ('read', 'search')`
  const values = [[visit.name, visitAssistance.name], visit.only]
  const [row] = await deps.database.once<{ looks: number }>(roleName(deps.database.schema, 'evidence'), others, values)
  const looks = row?.looks ?? 0
  const ended = oldest.days === null ? '' : `, the oldest ended ${count(oldest.days, 'day')} ago`
  const used = looks === 0 ? 'none was looked at for another purpose' : `${count(looks, 'look')} for another purpose`
  return { isKept: oldest.isInTime && looks === 0, says: `${count(held?.visits ?? 0, 'office visit')} held${ended}; ${used}.` }
}

type Oldest = { readonly days: number | null; readonly isInTime: boolean }

/** Days since the event of the oldest item that is not on hold, and whether it is still within its period; null where no rule covers it. */
async function oldestOf(deps: LiveDeps, type: RecordType): Promise<Oldest | null> {
  const today = dateIn(deps.clock())
  const { edition } = deps.inForce().released
  const rule = retentionRuleFor(edition, type.category, type.usual)
  if (rule === undefined) return null
  const falling = fallingRules(edition, [type]).filter((each) => each.rule.id === rule.id)
  const found = earliest(await perRule(deps, falling, today, (each, given) => oldestSql(each, given, true))).get(type.name)
  if (found === undefined) return { days: null, isInTime: true }
  const oldest = Temporal.PlainDate.from(found)
  // What is due today may wait for today's sweep; what was due yesterday may not.
  const isInTime = Temporal.PlainDate.compare(today, oldest.add(rule.period)) <= 0
  return { days: oldest.until(today, { largestUnit: 'day' }).days, isInTime }
}

async function lastSweep(deps: LiveDeps): Promise<Figure> {
  const last = await lastRun(deps.database, 'sweep')
  const { ended, failed } = last
  const failing =
    failed !== null && (ended === null || Temporal.Instant.compare(failed, ended) > 0) ? ' The newest try failed in part.' : ''
  if (ended === null) return { isKept: false, late: true, says: `The sweep has not run yet.${failing}` }
  const now = deps.clock()
  if (isToCome(ended, now)) {
    const says = `The last sweep is dated ${dateIn(ended)}, which is still to come: the clock was wrong then, or is now.${failing}`
    return { isKept: false, late: true, says }
  }
  const idle = neverRunning(deps.inForce().released.edition, clocksStored).length
  const since = ended.until(now, { largestUnit: 'hour' })
  const hours = Math.max(0, Math.floor(since.total('hours')))
  const waiting = await waitingAtLastSweep(deps)
  const never = idle === 0 ? '' : ` ${count(idle, 'period')} of the notice can never run.`
  return {
    ...(isLate(last, now) || idle > 0 ? { isKept: false, late: true } : { isKept: true }),
    says: `The sweep last ran ${hours === 0 ? 'within the hour' : `${count(hours, 'hour')} ago`}.${waiting}${failing}${never}`,
  }
}

/** The sweep counted it, and this reads the sweep's record, so that the public page counts nothing itself. */
async function waitingAtLastSweep(deps: LiveDeps): Promise<string> {
  const text = `select coalesce((detail->>'review')::int, 0) as waiting from evidence
    where kind = 'sweep' and record_type is null and outcome = 'done' order by seq desc limit 1`
  const [row] = await deps.database.once<{ waiting: number }>(roleName(deps.database.schema, 'evidence'), text)
  const waiting = row?.waiting ?? 0
  if (waiting === 0) return ''
  const items = waiting === 1 ? '1 item waits' : `${waiting} items wait`
  return ` ${items} for a review: no date takes them away, and somebody has to look.`
}

async function looksRecorded(deps: LiveDeps): Promise<Figure> {
  const text = `select count(*)::int as looks from evidence where kind = 'read'`
  const [row] = await deps.database.once<{ looks: number }>(roleName(deps.database.schema, 'evidence'), text)
  return { isKept: true, says: `${count(row?.looks ?? 0, 'look')} on record.` }
}

async function answersWithBasis(deps: LiveDeps): Promise<Figure> {
  const text = `select count(*)::int as bare from evidence where outcome = 'permitted' and basis is null and kind in ('read', 'change', 'search', 'import')`
  const [row] = await deps.database.once<{ bare: number }>(roleName(deps.database.schema, 'evidence'), text)
  const bare = row?.bare ?? 0
  return {
    isKept: bare === 0,
    says: bare === 0 ? 'Every permitted use on record names its basis.' : `${count(bare, 'use')} without a basis.`,
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
