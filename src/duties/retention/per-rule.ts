import { heldSql } from '#gate/held.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { RetentionRule } from '#notice/edition.ts'
import { roleName } from '#store/role-names.ts'
import { clockedSql, type Falling } from './clock-of-type.ts'

/**
 * What of a rule's items is due, as SQL; `activities` is the parameter with those the rule covers, $2 is today. The exact
 * rule is the last line; the one before it says the same a little wider (a month's end can fall up to three days early), in a form that
 * an index serves.
 */
export function dueSql(each: Falling, activities: string): { readonly from: string; readonly where: string } {
  const { from, clock } = clockedSql(each.type, each.rule)
  const period = `interval '${each.rule.period}'`
  const where = `t.activity = any(${activities}::text[]) and ${clock} <= ($2::date - ${period})::date + 3
    and (${clock} + ${period})::date <= $2::date${each.unlessDueBy === undefined ? '' : ` and not ${dueByItself(each.unlessDueBy)}`}`
  return { from, where }
}

/** Whether the item's own event is as long ago as the rule says; one whose event has not happened is not due. */
function dueByItself({ period }: RetentionRule): string {
  return `coalesce((t.clock_from + interval '${period}')::date <= $2::date, false)`
}

/** What is asked of one rule, as SQL for one value; `activities` is the parameter with those the rule covers, $2 today. */
export type RuleSql = (each: Falling, activities: string) => string

/** What is due and kept on hold. */
export const countHeldSql: RuleSql = (each, activities) => {
  const { from, where } = dueSql(each, activities)
  return `(select count(*)::int from ${from} where ${where} and ${heldSql(each.type)})`
}

/**
 * The earliest date still kept that no hold keeps, looked for purpose by purpose: an index has each one's first. `anyHold`: false where
 * none stands that could cover the type.
 */
export function oldestSql({ type, rule }: Falling, activities: string, anyHold = true): string {
  const { from, clock } = clockedSql(type, rule)
  return `(select min(first.clock) from unnest(${activities}::text[]) as purpose (activity), lateral (
    select ${clock} as clock from ${from} where t.activity = purpose.activity and ${clock} is not null
    ${anyHold ? `and not ${heldSql(type)}` : ''} order by ${clock} limit 1) as first)`
}

/** One for all of a type's rules whose periods run from the same date: their oldest is looked for at once. */
export function byClock(falling: readonly Falling[]): readonly Falling[] {
  const joined = new Map<string, Falling>()
  for (const each of falling) {
    const { from, clock } = clockedSql(each.type, each.rule)
    const key = `${each.type.name} ${clock} ${from}`
    const activities = [...(joined.get(key)?.activities ?? []), ...each.activities]
    joined.set(key, { ...each, activities: [...new Set(activities)] })
  }
  return [...joined.values()]
}

/** The types that a standing hold may cover: most days none, and of the others nobody has to ask what is held. */
export async function typesOnHold(parts: Pick<GateParts, 'database'>, types: readonly RecordType[]): Promise<ReadonlySet<RecordType>> {
  const text = 'select distinct record_type as type from standing_hold'
  const holds = await parts.database.once<{ type: string | null }>(roleName(parts.database.schema, 'sweeper'), text)
  return new Set(types.filter((type) => holds.some((hold) => hold.type === null || hold.type === type.name)))
}

/** One value for each rule, by one statement for each record type: most rules have nothing to say on most days. */
export async function perRule(
  parts: Pick<GateParts, 'database'>,
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

export function sums(answers: ReadonlyMap<Falling, unknown>): ReadonlyMap<string, number> {
  const byType = new Map<string, number>()
  for (const [{ type }, items] of answers) {
    if (typeof items === 'number' && items > 0) byType.set(type.name, (byType.get(type.name) ?? 0) + items)
  }
  return byType
}

export function earliest(answers: ReadonlyMap<Falling, unknown>): ReadonlyMap<string, string> {
  const byType = new Map<string, string>()
  for (const [{ type }, date] of answers) {
    const before = byType.get(type.name)
    if (typeof date === 'string' && (before === undefined || date < before)) byType.set(type.name, date)
  }
  return byType
}
