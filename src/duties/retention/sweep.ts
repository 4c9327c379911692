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
  const deleted = options.dryRun
    ? sums(await perRule(parts, falling.filter(isDeleting), today, countDueSql('free')))
    : await deleteDue(parts, released.hash, falling.filter(isDeleting), today)
  const held = sums(await perRule(parts, falling, today, countDueSql('held')))
  const oldest = earliest(await perRule(parts, falling, today, oldestSql))
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

/** What ends in a review is looked at by people and not deleted by a date. */
function isDeleting({ rule }: Falling): boolean {
  return rule.end !== 'review'
}

/** Rule by rule, those under which anything is due at all; types in the order in which rows refer to one another. */
async function deleteDue(
  parts: SweepParts,
  edition: string,
  falling: readonly Falling[],
  today: Temporal.PlainDate,
): Promise<ReadonlyMap<string, number>> {
  const deleted = new Map<string, number>()
  const anyDue = (each: Falling, activities: string): string =>
    `exists (select from ${tableOf(each.type)} t where ${dueSql(each, activities)})`
  for (const type of new Set(falling.map((each) => each.type))) {
    // Asked type by type: what goes first may be all that kept the next from going.
    const ofType = falling.filter((each) => each.type === type)
    for (const [each, due] of await perRule(parts, ofType, today, anyDue)) {
      const gone = due === true ? await sweepOne(parts, edition, each, today) : 0
      if (gone > 0) deleted.set(type.name, (deleted.get(type.name) ?? 0) + gone)
    }
  }
  return deleted
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
      where ${dueSql(each, '$1')} and not ${heldSql(type)} and ${unreferredSql(type, parts.types)}
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
 * `activities`: the parameter with those the rule covers; $2 is today. The exact rule is the last line; the one before it says the same a
 * little wider (a month's end can fall up to three days early), in a form that an index on `clock_from` serves.
 */
function dueSql(each: Falling, activities: string): string {
  const clock = clockSql(each.type, each.rule)
  const period = `interval '${each.rule.period}'`
  return `t.activity = any(${activities}::text[]) and ${clock} <= ($2::date - ${period})::date + 3
    and (${clock} + ${period})::date <= $2::date`
}

type RuleSql = (each: Falling, activities: string) => string

function countDueSql(which: 'held' | 'free'): RuleSql {
  return (each, activities) =>
    `(select count(*)::int from ${tableOf(each.type)} t where ${dueSql(each, activities)} and ${which === 'held' ? '' : 'not '}${heldSql(each.type)})`
}

const oldestSql: RuleSql = (each, activities) =>
  `(select min(${clockSql(each.type, each.rule)}) from ${tableOf(each.type)} t where t.activity = any(${activities}::text[]) and not ${heldSql(each.type)})`

/** One value for each rule, by one statement for each record type: most rules have nothing to say on most days. */
async function perRule(
  parts: SweepParts,
  falling: readonly Falling[],
  today: Temporal.PlainDate,
  sql: RuleSql,
): Promise<ReadonlyMap<Falling, unknown>> {
  const answers = new Map<Falling, unknown>()
  for (const type of new Set(falling.map((each) => each.type))) {
    const ofType = falling.filter((each) => each.type === type)
    const columns = ofType.map((each, place) => `${sql(each, `$${place + 3}`)} as rule${place}`)
    // $1 is not of these statements; $2 is named though not every one of them asks for the day.
    const text = `select $1::text as nothing, $2::date as today, ${columns.join(', ')}`
    const values = [null, today.toString(), ...ofType.map((each) => each.activities)]
    const [row] = await parts.database.once(roleName(parts.database.schema, 'sweeper'), text, values)
    for (const [place, each] of ofType.entries()) answers.set(each, row?.[`rule${place}`])
  }
  return answers
}

function sums(answers: ReadonlyMap<Falling, unknown>): ReadonlyMap<string, number> {
  const byType = new Map<string, number>()
  for (const [{ type }, items] of answers) {
    if (typeof items === 'number' && items > 0) byType.set(type.name, (byType.get(type.name) ?? 0) + items)
  }
  return byType
}

function earliest(answers: ReadonlyMap<Falling, unknown>): ReadonlyMap<string, string> {
  const byType = new Map<string, string>()
  for (const [{ type }, date] of answers) {
    const before = byType.get(type.name)
    if (typeof date === 'string' && (before === undefined || date < before)) byType.set(type.name, date)
  }
  return byType
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
