import { digestSql } from '#evidence/digest.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import { tableOf } from '#gate/columns.ts'
import { heldSql } from '#gate/held.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType } from '#gate/record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { roleName } from '#store/role-names.ts'
import { type Falling, fallingRules, unreferredSql } from './clock-of-type.ts'
import { countDueSql, dueSql, earliest, oldestSql, perRule, sums } from './per-rule.ts'
import { type Failed, makeTries, type Tries } from './tries.ts'

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
 * A type or rule that the database refuses stops no other: what failed is on record, and the sweep ends with a fault that names it. It
 * has then not run to its end, so it stays due.
 */
export async function sweep(parts: SweepParts, options: { readonly dryRun: boolean }): Promise<SweepReport> {
  const { released } = parts.inForce()
  const today = dateIn(parts.clock())
  const falling = fallingRules(released.edition, parts.types).toReversed()
  const tries = makeTries()
  await noteLeavers(parts)
  const deleted = options.dryRun
    ? sums(await perRule(parts, falling.filter(isDeleting), today, countDueSql('free')))
    : await deleteDue(parts, released.hash, falling.filter(isDeleting), today, tries)
  if (!options.dryRun) {
    await tries.of({ type: 'person', rule: 'keys-of-leavers' }, 0, () => parts.keys.eraseLeavers())
    const ended = entryOf(released.hash, tries.failed.length === 0 ? 'done' : 'failed', { items: total(deleted) })
    await parts.record([...tries.failed.map((each) => failure(released.hash, each)), ended])
    if (tries.failed.length > 0) throw incomplete(tries.failed, total(deleted))
  }
  const held = sums(await perRule(parts, falling, today, countDueSql('held')))
  const oldest = earliest(await perRule(parts, falling, today, oldestSql))
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
  tries: Tries,
): Promise<ReadonlyMap<string, number>> {
  const deleted = new Map<string, number>()
  const anyDue = (each: Falling, activities: string): string => {
    const { from, where } = dueSql(each, activities)
    return `exists (select from ${from} where ${where})`
  }
  for (const type of new Set(falling.map((each) => each.type))) {
    // Asked type by type: what goes first may be all that kept the next from going.
    const ofType = falling.filter((each) => each.type === type)
    const due = await tries.of({ type: type.name, rule: null }, none, () => perRule(parts, ofType, today, anyDue))
    for (const [each, any] of due) {
      if (any !== true) continue
      const gone = (items: number) => deleted.set(type.name, (deleted.get(type.name) ?? 0) + items)
      await tries.of({ type: type.name, rule: each.rule.id }, undefined, () => sweepOne(parts, edition, each, today, gone))
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

/** `gone` hears of each batch as it is committed: a later one may fail. */
async function sweepOne(
  parts: SweepParts,
  edition: string,
  each: Falling,
  today: Temporal.PlainDate,
  gone: (items: number) => unknown,
): Promise<void> {
  for (;;) {
    const items = await sweepBatch(parts, edition, each, today)
    if (items > 0) gone(items)
    if (items < batchSize) return
  }
}

function sweepBatch(parts: SweepParts, edition: string, each: Falling, today: Temporal.PlainDate): Promise<number> {
  const { type, rule } = each
  const values = [each.activities, today.toString(), type.name, type.category, rule.clauses, edition, rule.id]
  return parts.database.transaction(roleName(parts.database.schema, 'sweeper'), async (session) => {
    // INVARIANT: no hold can be placed between looking for holds and deleting. Writers of holds wait for this batch.
    await session.query('lock table hold in share mode')
    const ofKind = 'select from standing_hold where record_type is null or record_type = $1 limit 1'
    const [anyHold] = await session.query(ofKind, [type.name])
    const [row] = await session.query<{ items: number }>(batchSql(each, parts.types, anyHold !== undefined), values)
    return row?.items ?? 0
  })
}

/**
 * `anyHold`: whether a hold stands that could cover items of the type; most days none does, and no item has to be looked at for it.
 * What is due is looked up one by one, by index: joined, and guessed to be few, it was held against whole tables.
 */
function batchSql(each: Falling, types: readonly RecordType[], anyHold: boolean): string {
  const { type } = each
  const { from, where } = dueSql(each, '$1')
  return `with gone as (
      delete from ${tableOf(type)} d where d.id = any(array(
        select t.id from ${from}
        where ${where} and case when ${where} then ${anyHold ? `not ${heldSql(type)} and` : ''} ${unreferredSql(type, types)} end
        limit ${batchSize}
      )) returning d.id
    )
    insert into evidence (kind, actor, act, record_type, categories, outcome, reasons, clauses, edition, detail)
    select 'sweep', 'system:sweep', 'delete', $3, array[$4::text], 'done', array['due']::text[], $5::text[], $6,
      jsonb_build_object('rule', $7::text, 'items', count(*), 'digest', ${digestSql})
    from gone having count(*) > 0
    returning (detail->>'items')::int as items`
}

function total(deleted: ReadonlyMap<string, number>): number {
  return [...deleted.values()].reduce((sum, items) => sum + items, 0)
}

const none: ReadonlyMap<Falling, unknown> = new Map()

function incomplete(failed: readonly Failed[], deleted: number): Fault {
  const named = failed.map(({ type, rule, fault }) => `\`${type}\`${rule === null ? '' : ` under \`${rule}\``} (${fault})`)
  return new Fault('sweep-incomplete', `${deleted} items were deleted, and this could not be swept: ${named.join(', ')}; run it again`)
}

function failure(edition: string, { type, rule, fault }: Failed): EvidenceEntry {
  return { ...entryOf(edition, 'failed', rule === null ? {} : { rule }), recordType: type, reasons: [fault] }
}

/** With no record type and `done`, that the sweep ran to its end: the promise that it runs every day is read from this. */
function entryOf(edition: string, outcome: 'done' | 'failed', detail: EvidenceEntry['detail']): EvidenceEntry {
  return {
    kind: 'sweep',
    actor: 'system:sweep',
    role: null,
    activity: null,
    act: 'delete',
    subject: null,
    recordType: null,
    categories: [],
    outcome,
    reasons: [],
    basis: null,
    clauses: ['RT1', 'P5'],
    edition,
    opening: null,
    detail,
  }
}
