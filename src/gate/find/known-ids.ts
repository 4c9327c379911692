import { isUuid } from '#shared/uuid.ts'
import { roleName } from '#store/role-names.ts'
import { tableOf } from '../columns.ts'
import type { GateDeps } from '../deps.ts'
import type { RecordType } from '../record-type.ts'

/** Which of these ids are stored, so that an import knows what its rows may refer to. Reads ids alone, as the role that sees no content. */
export async function knownIds(deps: GateDeps, type: RecordType, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const role = roleName(deps.database.schema, 'facts')
  const rows = await deps.database.once<{ id: string }>(role, `select id from ${tableOf(type)} where id = any($1)`, [ids])
  return new Set(rows.map((row) => row.id))
}

/** The id of the item with this reference. Reads no content. */
export async function knownByReference(deps: Pick<GateDeps, 'database'>, type: RecordType, reference: string): Promise<string | undefined> {
  const role = roleName(deps.database.schema, 'facts')
  const [row] = await deps.database.once<{ id: string }>(role, `select id from ${tableOf(type)} where reference = $1`, [reference])
  return row?.id
}

/** The reference of the item with this id. Reads no content. */
export async function knownReference(deps: Pick<GateDeps, 'database'>, type: RecordType, id: string): Promise<string | undefined> {
  const role = roleName(deps.database.schema, 'facts')
  const [row] = await deps.database.once<{ reference: string }>(role, `select reference from ${tableOf(type)} where id = $1`, [id])
  return row?.reference
}

/** How many there are, and when the newest of them came; null where there is none. */
export type Arrived = { readonly count: number; readonly newest: Temporal.Instant | null }

/** Counting stops here, so that it is quick however many there are. */
export const mostCounted = 100

/**
 * How many items of a type were collected for the activity, up to `mostCounted`. `open`: only those whose event has not happened. Counted
 * as the role that sees no content. It is about nobody in particular, so nothing is recorded.
 */
export async function countCollected(
  { database }: Pick<GateDeps, 'database'>,
  type: RecordType,
  { activity, open }: { readonly activity: string; readonly open: boolean },
): Promise<Arrived> {
  const text = `select count(*)::int as count, max(collected_at) as newest from (select collected_at from ${tableOf(type)} where activity = $1
    ${open ? 'and clock_from is null order by collected_at desc' : 'order by clock_from desc'} limit ${mostCounted}) newest`
  const [row] = await database.once<{ count: number; newest: string | null }>(roleName(database.schema, 'sweeper'), text, [activity])
  return { count: row?.count ?? 0, newest: row?.newest == null ? null : Temporal.Instant.from(row.newest) }
}

/** When an item was collected, and since when its period runs: null while its event has not happened. */
export type KnownClock = { readonly collectedAt: string; readonly clockFrom: string | null }

/** The clock of one item; undefined where there is none of that id. As the role that sees no content: nobody is shown it, so that no look is on record. */
export async function knownClock({ database }: Pick<GateDeps, 'database'>, type: RecordType, id: string): Promise<KnownClock | undefined> {
  const text = `select collected_at as "collectedAt", clock_from::text as "clockFrom" from ${tableOf(type)} where id = $1`
  const [row] = await database.once<KnownClock>(roleName(database.schema, 'sweeper'), text, [id])
  return row
}

/** The contacts that were noted for the call with this recording, in order, each with whose it is. The recording itself may not have come yet. */
export async function knownContactsOf(
  deps: Pick<GateDeps, 'database'>,
  recording: string,
): Promise<readonly { readonly id: string; readonly person: string }[]> {
  const role = roleName(deps.database.schema, 'facts')
  const text =
    'select id, person_id as person from contact_log where recording_id = $1 and adds_to is null order by collected_at, id limit 20'
  return deps.database.once<{ id: string; person: string }>(role, text, [recording])
}

/**
 * The id of the person's contact that was noted within this time, if there is exactly one. What was noted for a call by its reference is no
 * other call's; a colleague's note and an addition are of no call.
 */
export async function knownContactWithin(
  deps: Pick<GateDeps, 'database'>,
  person: string,
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): Promise<string | null> {
  const role = roleName(deps.database.schema, 'facts')
  const text = `select id from contact_log where person_id = $1 and collected_at between $2 and $3
    and recording_id is null and adds_to is null and kind is distinct from 'note' limit 2`
  const [only, ...others] = await deps.database.once<{ id: string }>(role, text, [person, from.toString(), to.toString()])
  return only === undefined || others.length > 0 ? null : only.id
}

/** The id of the camera with this recorder's name or this id; undefined if the register has none. */
export async function knownCamera(deps: Pick<GateDeps, 'database'>, named: string): Promise<string | undefined> {
  const role = roleName(deps.database.schema, 'facts')
  const text = 'select id from camera where reference = $1 or id::text = lower($1)'
  const [row] = await deps.database.once<{ id: string }>(role, text, [named])
  return row?.id
}

/** Which of these people were born after a day. A child cannot be responsible for a tenure, whatever a file says. */
export async function knownBornAfter(deps: GateDeps, people: readonly string[], day: string): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set()
  const role = roleName(deps.database.schema, 'facts')
  const text = 'select id from person where id = any($1) and date_of_birth > $2::date'
  const rows = await deps.database.once<{ id: string }>(role, text, [people, day])
  return new Set(rows.map((row) => row.id))
}

/** Which of these household members are known people who were born after a day. Their dates of birth may come from an earlier file. */
export async function knownMembersBornAfter(deps: GateDeps, members: readonly string[], day: string): Promise<ReadonlySet<string>> {
  if (members.length === 0) return new Set()
  const role = roleName(deps.database.schema, 'facts')
  const text = `select m.id from household_member m where m.id = any($1)
    and (select p.date_of_birth > $2::date from person p where p.id = m.person_id)`
  const rows = await deps.database.once<{ id: string }>(role, text, [members, day])
  return new Set(rows.map((row) => row.id))
}

/** The tenures of which these people are known members. Person → tenures. */
export async function knownMemberships(deps: GateDeps, people: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const byPerson = new Map<string, Set<string>>()
  if (people.length === 0) return byPerson
  const role = roleName(deps.database.schema, 'facts')
  const text = 'select person_id, tenure_id from member_of where person_id = any($1)'
  for (const row of await deps.database.once<{ person_id: string; tenure_id: string }>(role, text, [people])) {
    byPerson.set(row.person_id, (byPerson.get(row.person_id) ?? new Set()).add(row.tenure_id))
  }
  return byPerson
}

/** The digest of an item as it arrived; undefined if there is no such item, or no digest was noted. */
export async function knownArrival(deps: Pick<GateDeps, 'database'>, type: RecordType, id: string): Promise<string | undefined> {
  const role = roleName(deps.database.schema, 'facts')
  const [row] = await deps.database.once<{ arrived_as: string | null }>(role, `select arrived_as from ${tableOf(type)} where id = $1`, [id])
  return row?.arrived_as ?? undefined
}

/** A visit, as the role that sees no name knows it. */
export type KnownVisit = { readonly id: string; readonly version: string; readonly arrivedAt: Temporal.Instant; readonly ended: boolean }

/** By its id, or the newest with this badge, by the hash of its token or of its code. */
export async function knownVisit(
  { database }: Pick<GateDeps, 'database'>,
  by: { readonly id: string } | { readonly badge: string } | { readonly code: string },
): Promise<KnownVisit | undefined> {
  if ('id' in by && !isUuid(by.id)) return undefined
  const [column, value] = 'id' in by ? ['id', by.id] : 'badge' in by ? ['badge', by.badge] : ['code', by.code]
  const text = `select id, xmin::text as version, arrived_at, ended_on is not null as ended from visit where ${column} = $1
    order by arrived_at desc limit 1`
  const rows = await database.once<{ id: string; version: string; arrived_at: string; ended: boolean }>(
    roleName(database.schema, 'facts'),
    text,
    [value],
  )
  const [row] = rows
  return row && { id: row.id, version: row.version, arrivedAt: Temporal.Instant.from(row.arrived_at), ended: row.ended }
}

/** The visits that have not ended: where they are and since when. */
export async function knownOpenVisits({
  database,
}: Pick<GateDeps, 'database'>): Promise<readonly { readonly id: string; readonly site: string; readonly arrivedAt: Temporal.Instant }[]> {
  const text = 'select id, site, arrived_at from visit where ended_on is null'
  const rows = await database.once<{ id: string; site: string; arrived_at: string }>(roleName(database.schema, 'facts'), text)
  return rows.map(({ id, site, arrived_at }) => ({ id, site, arrivedAt: Temporal.Instant.from(arrived_at) }))
}

/** How many visits have not ended that began before a moment, and a digest of those at one office that changes whenever one of them does. */
export async function countOpenVisits({ database }: Pick<GateDeps, 'database'>, before: Temporal.Instant): Promise<number> {
  const text = 'select count(*)::int as count from visit where ended_on is null and arrived_at < $1'
  const [row] = await database.once<{ count: number }>(roleName(database.schema, 'facts'), text, [before.toString()])
  return row?.count ?? 0
}

/** The same for the same visits, of which the same began before that time. */
export async function digestOfOpenVisits(
  { database }: Pick<GateDeps, 'database'>,
  site: string,
  before: Temporal.Instant,
): Promise<string> {
  const text = `select encode(sha256(coalesce(string_agg(concat_ws(' ', id, xmin, arrived_at < $2), ',' order by id), '')::bytea), 'hex')
    as digest from visit where ended_on is null and site = $1`
  const [row] = await database.once<{ digest: string }>(roleName(database.schema, 'facts'), text, [site, before.toString()])
  return row?.digest ?? ''
}
