import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import { type Activity, activities, type Role, roles } from '#notice/vocabulary.ts'
import { dateIn, isOpenUntil, zone } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Row, Session } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'

export type HandoverDeps = GateDeps & { readonly gate: Gate }

/** Something that waits at a page until whoever has its link, and is told its code, fetches it. Ids, times and counts only. */
export type Handover = {
  readonly id: string
  /** The record type of the item that is handed over, and whose record is opened to reach it. */
  readonly type: string
  readonly item: string
  readonly whose: string
  /** For which activity it is opened at each fetch, in which role. Tasks about it go to that role. */
  readonly activity: Activity
  readonly role: Role
  /** How many codes were made so far, and how many wrong ones were typed since the last. */
  readonly codes: number
  readonly tries: number
  /** Of exactly the bytes that are handed over. */
  readonly bytes: number
  readonly digest: string
  readonly madeAt: Temporal.Instant
  readonly madeBy: string
  readonly endsAt: Temporal.Instant
  /** How often fetching began, and when all of it had been sent for the first time. */
  readonly begun: number
  readonly fetchedAt: Temporal.Instant | null
  readonly stoppedAt: Temporal.Instant | null
  readonly stoppedBy: string | null
}

/** `locked`: too many wrong codes. `over`: its last day is past. */
export type HandoverState = 'open' | 'locked' | 'over' | 'stopped'

/** Wrong codes after which nobody gets in until a new code is told. */
export const mostTries = 5
/** It can be fetched until the end of this day after it was made. */
const lastDayAfter = Temporal.Duration.from({ days: 14 })
/** The most that can lie between making and the end of the last day, when clocks change. */
const longest = Temporal.Duration.from({ hours: 15 * 24 + 1 })

/** The end of the last day, in London. */
export function endFor(now: Temporal.Instant): Temporal.Instant {
  return dateIn(now).add(lastDayAfter).add({ days: 1 }).toZonedDateTime(zone).toInstant()
}

/** The last day on which it can be fetched. */
export function lastDayOf({ endsAt }: Pick<Handover, 'endsAt'>): Temporal.PlainDate {
  return dateIn(endsAt).subtract({ days: 1 })
}

export function stateOf({ stoppedAt, endsAt, tries }: Handover, now: Temporal.Instant): HandoverState {
  if (stoppedAt !== null) return 'stopped'
  if (!isOpenUntil(endsAt, longest, now)) return 'over'
  return tries >= mostTries ? 'locked' : 'open'
}

export function roleOf({ database }: Pick<GateDeps, 'database'>): string {
  return roleName(database.schema, 'machinery')
}

const columns = `id, record_type, item_id, whose, activity, role, codes, tries, bytes, digest, made_at, made_by, ends_at, begun, fetched_at,
  stopped_at, stopped_by`

/** Handovers that meet a condition, newest first. */
export async function readHandovers(
  deps: Pick<GateDeps, 'database'>,
  where: string,
  values: readonly unknown[],
): Promise<readonly Handover[]> {
  const text = `select ${columns} from handover where ${where} order by made_at desc, id`
  return (await deps.database.once(roleOf(deps), text, values)).map(handoverIn)
}

/** The one that meets a condition, with the hash of its code, locked until the transaction ends: of several tries at once, each is counted. */
export async function lockHandover(
  session: Session,
  where: string,
  values: readonly unknown[],
): Promise<{ readonly handover: Handover; readonly codeHash: string } | undefined> {
  const [row] = await session.query(`select ${columns}, code_hash from handover where ${where} for update`, values)
  return row === undefined ? undefined : { handover: handoverIn(row), codeHash: String(row.code_hash) }
}

/** A row as it comes from the database, which writes large numbers as texts. */
function handoverIn(row: Row): Handover {
  const text = (name: string): string => String(row[name])
  const orNull = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null)
  const at = (name: string): Temporal.Instant => Temporal.Instant.from(text(name))
  const atOrNull = (name: string) => (row[name] === null ? null : at(name))
  return {
    ...{ activity: wordIn(activities, row.activity), role: wordIn(roles, row.role) },
    ...{ id: text('id'), type: text('record_type'), item: text('item_id'), whose: text('whose'), digest: text('digest') },
    ...{ codes: Number(row.codes), tries: Number(row.tries), bytes: Number(row.bytes), begun: Number(row.begun) },
    ...{ madeAt: at('made_at'), madeBy: text('made_by'), endsAt: at('ends_at') },
    ...{ fetchedAt: atOrNull('fetched_at'), stoppedAt: atOrNull('stopped_at'), stoppedBy: orNull('stopped_by') },
  }
}

/** An activity or a role that no version of the software knows was written by something else. */
function wordIn<W extends string>(words: readonly W[], stored: unknown): W {
  const word = words.find((each) => each === stored)
  if (word === undefined) throw new Fault('handover-of-no-activity', 'a handover names an activity or a role that there is not')
  return word
}
