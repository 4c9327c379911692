import type { EvidenceEntry } from '#evidence/entry.ts'
import { tableOf } from '#gate/columns.ts'
import { heldSql } from '#gate/held.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType } from '#gate/record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { clockSql, type Falling, fallingRules, unreferredSql } from './clock-of-type.ts'

/** What a sweep did, or (dry run) would do, by record type. `oldest`: the earliest clock date still kept that no hold keeps. */
export type SweepReport = {
  readonly edition: string
  readonly deleted: Readonly<Record<string, number>>
  readonly held: Readonly<Record<string, number>>
  readonly oldest: Readonly<Record<string, string>>
}

export type SweepParts = Pick<GateParts, 'database' | 'inForce' | 'clock' | 'record' | 'keys'> & { readonly types: readonly RecordType[] }

/** Rows a transaction deletes at the most: long enough to be fast, short enough that a hold being placed waits no time worth noticing. */
const batchSize = 20_000

/**
 * Deletes what is due under the edition in force (RT1, P5): event plus calendar period, on London's calendar. Items of days that were
 * missed are due all the same. A hold beats a date until it is lifted, and one placed while the sweep runs wins: each batch locks the
 * holds before it looks. Evidence is one row a batch, with the digest of the ids, in the batch's own transaction.
 */
export async function sweep(parts: SweepParts, options: { readonly dryRun: boolean }): Promise<SweepReport> {
  const { released } = parts.inForce()
  const today = dateIn(parts.clock())
  const falling = fallingRules(released.edition, parts.types).toReversed()
  await noteLeavers(parts)
  const deleted = new Map<string, number>()
  for (const each of falling) {
    if (each.rule.end === 'review') continue
    const gone = options.dryRun ? await countDue(parts, each, today, false) : await sweepOne(parts, released.hash, each, today)
    if (gone > 0) deleted.set(each.type.name, (deleted.get(each.type.name) ?? 0) + gone)
  }
  const held = await countsByType(falling, (each) => countDue(parts, each, today, true))
  const oldest = await oldestKept(parts, falling)
  if (!options.dryRun) {
    await parts.keys.eraseLeavers()
    await parts.record([finished(released.hash, deleted)])
  }
  return {
    edition: released.hash,
    deleted: Object.fromEntries(deleted),
    held: Object.fromEntries(held),
    oldest: Object.fromEntries(oldest),
  }
}

/** Notes who has left and when; forgets those who came back, and those of whom nothing is left. */
async function noteLeavers(parts: SweepParts): Promise<void> {
  await parts.database.transaction(roleName(parts.database.schema, 'sweeper'), async (session) => {
    await session.query(`insert into leaver (person_id, left_on) select person_id, on_date from tenancy_ended
      on conflict (person_id) do update set left_on = excluded.left_on where leaver.left_on <> excluded.left_on`)
    await session.query(`delete from leaver l where not exists (select from person p where p.id = l.person_id)
      or exists (select from member_of m join tenure t on t.id = m.tenure_id where m.person_id = l.person_id and t.ended_on is null)`)
  })
}

async function sweepOne(parts: SweepParts, edition: string, each: Falling, today: Temporal.PlainDate): Promise<number> {
  let total = 0
  for (;;) {
    const gone = await sweepBatch(parts, edition, each, today)
    total += gone
    if (gone < batchSize) return total
  }
}

function sweepBatch(parts: SweepParts, edition: string, each: Falling, today: Temporal.PlainDate): Promise<number> {
  const { type, rule } = each
  const text = `with due as (
      select t.id from ${tableOf(type)} t
      where ${dueSql(each)} and not ${heldSql(type)} and ${unreferredSql(type, parts.types)}
      limit ${batchSize}
    ), gone as (
      delete from ${tableOf(type)} d using due where d.id = due.id returning d.id
    )
    insert into evidence (kind, actor, act, record_type, categories, outcome, reasons, clauses, edition, detail)
    select 'sweep', 'system:sweep', 'delete', $3, array[$4::text], 'done', array['due']::text[], $5::text[], $6,
      jsonb_build_object('rule', $7::text, 'items', count(*), 'digest', encode(sha256(string_agg(uuid_send(id), ''::bytea order by id)), 'hex'))
    from gone having count(*) > 0
    returning (detail->>'items')::int as items`
  const values = [each.activities, today.toString(), type.name, type.category, rule.clauses, edition, rule.id]
  return parts.database.transaction(roleName(parts.database.schema, 'sweeper'), async (session) => {
    // INVARIANT: no hold can be placed between looking for holds and deleting. Writers of holds wait for this batch.
    await session.query('lock table hold in share mode')
    const [row] = await session.query<{ items: number }>(text, values)
    return row?.items ?? 0
  })
}

/**
 * $1: the activities the rule covers, $2: today. The exact rule is the last line; the one before it says the same a little wider
 * (a month's end can fall up to three days early), in a form that an index on `clock_from` serves.
 */
function dueSql(each: Falling): string {
  const clock = clockSql(each.type, each.rule)
  const period = `interval '${each.rule.period}'`
  return `t.activity = any($1) and ${clock} <= ($2::date - ${period})::date + 3
    and (${clock} + ${period})::date <= $2::date`
}

async function countDue(parts: SweepParts, each: Falling, today: Temporal.PlainDate, held: boolean): Promise<number> {
  const { type } = each
  const text = `select count(*)::int as items from ${tableOf(type)} t where ${dueSql(each)} and ${held ? '' : 'not '}${heldSql(type)}`
  const [row] = await parts.database.once<{ items: number }>(roleName(parts.database.schema, 'sweeper'), text, [
    each.activities,
    today.toString(),
  ])
  return row?.items ?? 0
}

async function countsByType(falling: readonly Falling[], count: (each: Falling) => Promise<number>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const each of falling) {
    const items = await count(each)
    if (items > 0) counts.set(each.type.name, (counts.get(each.type.name) ?? 0) + items)
  }
  return counts
}

async function oldestKept(parts: SweepParts, falling: readonly Falling[]): Promise<ReadonlyMap<string, string>> {
  const oldest = new Map<string, string>()
  for (const each of falling) {
    const text = `select min(${clockSql(each.type, each.rule)}) as oldest from ${tableOf(each.type)} t
      where t.activity = any($1) and not ${heldSql(each.type)}`
    const [row] = await parts.database.once<{ oldest: string | null }>(roleName(parts.database.schema, 'sweeper'), text, [each.activities])
    const before = oldest.get(each.type.name)
    if (row?.oldest != null && (before === undefined || row.oldest < before)) oldest.set(each.type.name, row.oldest)
  }
  return oldest
}

/** That the sweep ran to its end: the promise that it runs every day is read from this. */
function finished(edition: string, deleted: ReadonlyMap<string, number>): EvidenceEntry {
  return {
    kind: 'sweep',
    actor: 'system:sweep',
    role: null,
    activity: null,
    act: 'delete',
    subject: null,
    recordType: null,
    categories: [],
    outcome: 'done',
    reasons: [],
    basis: null,
    clauses: ['RT1', 'P5'],
    edition,
    opening: null,
    detail: { items: [...deleted.values()].reduce((sum, items) => sum + items, 0) },
  }
}
