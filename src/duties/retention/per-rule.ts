import { tableOf } from '#gate/columns.ts'
import { heldSql } from '#gate/held.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType } from '#gate/record-type.ts'
import { DatabaseFault } from '#store/database-fault.ts'
import { roleName } from '#store/role-names.ts'
import { clockedSql, type Falling } from './clock-of-type.ts'
import { lastDue } from './last-due.ts'

/** What a rule is asked with, each as SQL: the activities it covers, and the days that its periods come to on the day it is asked for. */
export type Given = {
  readonly activities: string
  readonly today: string
  /** The last day whose events are due. */
  readonly until: string
  /** The same by the rule's own event, where `unlessDueBy` says that what is due by it is not this run's; else null. */
  readonly itself: string
  /** The last day on which something was collected of whose event nothing has been heard in all its time. */
  readonly unheard: string
  readonly period: string
}

/** What goes at once when its event comes is looked at every year until then. */
const aYear = 'P1Y'

/** The days are written out, so that PostgreSQL knows how much is due. `activities`: the parameter with those the rule covers. */
export function givenFor({ rule, unlessDueBy }: Falling, today: Temporal.PlainDate, activities: string): Given {
  const written = (day: Temporal.PlainDate) => `date '${day}'`
  return {
    activities,
    today: written(today),
    until: written(lastDue(rule.period, today)),
    itself: unlessDueBy === undefined ? 'null' : written(lastDue(unlessDueBy.period, today)),
    unheard: written(lastDue(rule.period === 'P0D' ? aYear : rule.period, today)),
    period: `interval '${rule.period}'`,
  }
}

/** What of a rule's items is due, as SQL. */
export function dueSql(each: Falling, { activities, until, itself }: Given): { readonly from: string; readonly where: string } {
  const { from, clock } = clockedSql(each.type, each.rule)
  // One whose own event has not happened is not due by it.
  const others = each.unlessDueBy === undefined ? '' : ` and not coalesce(t.clock_from <= ${itself}, false)`
  return { from, where: `t.activity = any(${activities}) and ${clock} <= ${until}${others}` }
}

/** What is asked of one rule, as SQL for one value. */
export type RuleSql = (each: Falling, given: Given) => string

/** What is due and kept on hold. */
export const countHeldSql: RuleSql = (each, given) => {
  const { from, where } = dueSql(each, given)
  return `(select count(*)::int from ${from} where ${where} and ${heldSql(each.type)})`
}

/**
 * The earliest date still kept that no hold keeps, looked for purpose by purpose: an index has each one's first. `anyHold`: false where none
 * stands that could cover the type. `since`: where it is known that nothing is left of the days before.
 */
export function oldestSql({ type, rule }: Falling, { activities }: Given, anyHold: boolean, since?: string): string {
  const { from, clock } = clockedSql(type, rule)
  return `(select min(first.clock) from unnest(${activities}) as purpose (activity), lateral (
    select ${clock} as clock from ${from} where t.activity = purpose.activity and ${clock} ${since === undefined ? 'is not null' : `> ${since}`}
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

/**
 * The rules of types of which anything is kept at all: those of the others would be planned, twenty and more, which takes longer than to answer
 * them. Where the database refuses to say, all of them: each type is then asked, or refused, by itself.
 */
export async function ofKept(parts: Pick<GateParts, 'database'>, falling: readonly Falling[]): Promise<readonly Falling[]> {
  const types = [...new Set(falling.map((each) => each.type))]
  if (types.length === 0) return falling
  const columns = types.map((type, place) => `exists (select from ${tableOf(type)}) as type${place}`)
  const kept = await parts.database
    .once(roleName(parts.database.schema, 'sweeper'), `select ${columns.join(', ')}`)
    .then(([row]) => new Set(types.filter((_, place) => row?.[`type${place}`] === true)))
    .catch((error: unknown) => {
      if (!(error instanceof DatabaseFault)) throw error
      return new Set(types)
    })
  return falling.filter((each) => kept.has(each.type))
}

/**
 * One value for each rule, by one statement for each record type. One question for all rules, each with its days as a row, is planned in no time
 * and answered badly: not knowing the days, PostgreSQL takes a third of everything for due and reads it all.
 */
export async function perRule(
  parts: Pick<GateParts, 'database'>,
  falling: readonly Falling[],
  today: Temporal.PlainDate,
  sql: RuleSql,
): Promise<ReadonlyMap<Falling, unknown>> {
  const role = roleName(parts.database.schema, 'sweeper')
  const answers = new Map<Falling, unknown>()
  for (const type of new Set(falling.map((each) => each.type))) {
    const ofType = falling.filter((each) => each.type === type)
    const columns = ofType.map((each, place) => `${sql(each, givenFor(each, today, `$${place + 1}::text[]`))} as rule${place}`)
    const values = ofType.map((each) => each.activities)
    const [row] = await parts.database.once(role, `select ${columns.join(', ')}`, values)
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
