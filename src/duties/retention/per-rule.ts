import { tableOf } from '#gate/columns.ts'
import type { GateDeps } from '#gate/deps.ts'
import { heldSql } from '#gate/held.ts'
import type { RecordType } from '#gate/record-type.ts'
import { DatabaseFault } from '#store/database-fault.ts'
import { roleName } from '#store/role-names.ts'
import { clockedSql, type Falling } from './clock-of-type.ts'
import { lastDue } from './last-due.ts'

/** What a rule's statement needs, each as SQL: the activities that the rule covers, and the days that its periods lead to. */
export type Given = {
  readonly activities: string
  readonly today: string
  /** The last day whose events are due. */
  readonly until: string
  /** The same for the rule's own event, where `unlessDueBy` says that another run counts what is due by it; otherwise null. */
  readonly itself: string
  /** The last day of collecting that is so long ago that the event should have been heard of. */
  readonly unheard: string
  readonly period: string
}

/** An item that is due as soon as its event happens is reviewed every year until then. */
const aYear = 'P1Y'

/**
 * The days are written into the statement, so that PostgreSQL can estimate how much is due. `activities`: the parameter that holds the
 * rule's activities.
 */
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

/** SQL for which of a rule's items are due. */
export function dueSql(each: Falling, { activities, until, itself }: Given): { readonly from: string; readonly where: string } {
  const { from, clock } = clockedSql(each.type, each.rule)
  // An item whose own event has not happened is not due by it.
  const others = each.unlessDueBy === undefined ? '' : ` and not coalesce(t.clock_from <= ${itself}, false)`
  return { from, where: `t.activity = any(${activities}) and ${clock} <= ${until}${others}` }
}

/** One question about a rule, as SQL for one value. */
export type RuleSql = (each: Falling, given: Given) => string

/** What is due and on hold. */
export const countHeldSql: RuleSql = (each, given) => {
  const { from, where } = dueSql(each, given)
  return `(select count(*)::int from ${from} where ${where} and ${heldSql(each.type)})`
}

/**
 * The earliest date of what is stored and not on hold, searched for activity by activity, since an index starts with it. `anyHold`: false
 * if no hold in force could cover the type. `since`: nothing from that day or before is left.
 */
export function oldestSql({ type, rule }: Falling, { activities }: Given, anyHold: boolean, since?: string): string {
  const { from, clock } = clockedSql(type, rule)
  return `(select min(first.clock) from unnest(${activities}) as purpose (activity), lateral (
    select ${clock} as clock from ${from} where t.activity = purpose.activity and ${clock} ${since === undefined ? 'is not null' : `> ${since}`}
    ${anyHold ? `and not ${heldSql(type)}` : ''} order by ${clock} limit 1) as first)`
}

/** Groups a type's rules whose periods run from the same date, since their oldest item is searched for at once. */
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

/** The types that a hold in force may cover. On most days there are none, and nothing about holds has to be asked for the others. */
export async function typesOnHold(deps: Pick<GateDeps, 'database'>, types: readonly RecordType[]): Promise<ReadonlySet<RecordType>> {
  const text = 'select distinct record_type as type from standing_hold'
  const holds = await deps.database.once<{ type: string | null }>(roleName(deps.database.schema, 'sweeper'), text)
  return new Set(types.filter((type) => holds.some((hold) => hold.type === null || hold.type === type.name)))
}

/**
 * The rules for types that have any items at all. Planning the other rules, more than twenty, would take longer than answering them. If the
 * database refuses to say, all rules, so that each type is asked or refused by itself.
 */
export async function ofStored(deps: Pick<GateDeps, 'database'>, falling: readonly Falling[]): Promise<readonly Falling[]> {
  const types = [...new Set(falling.map((each) => each.type))]
  if (types.length === 0) return falling
  const columns = types.map((type, index) => `exists (select from ${tableOf(type)}) as type${index}`)
  const kept = await deps.database
    .once(roleName(deps.database.schema, 'sweeper'), `select ${columns.join(', ')}`)
    .then(([row]) => new Set(types.filter((_, index) => row?.[`type${index}`] === true)))
    .catch((error: unknown) => {
      if (!(error instanceof DatabaseFault)) throw error
      return new Set(types)
    })
  return falling.filter((each) => kept.has(each.type))
}

/**
 * One value for each rule, with one statement for each record type. One statement for all rules, with the days as rows, is planned quickly
 * and runs badly: PostgreSQL does not know the days, assumes that a third of everything is due, and reads it all.
 */
export async function perRule(
  deps: Pick<GateDeps, 'database'>,
  falling: readonly Falling[],
  today: Temporal.PlainDate,
  sql: RuleSql,
): Promise<ReadonlyMap<Falling, unknown>> {
  const role = roleName(deps.database.schema, 'sweeper')
  const answers = new Map<Falling, unknown>()
  for (const type of new Set(falling.map((each) => each.type))) {
    const ofType = falling.filter((each) => each.type === type)
    const columns = ofType.map((each, index) => `${sql(each, givenFor(each, today, `$${index + 1}::text[]`))} as rule${index}`)
    const values = ofType.map((each) => each.activities)
    const [row] = await deps.database.once(role, `select ${columns.join(', ')}`, values)
    for (const [index, each] of ofType.entries()) answers.set(each, row?.[`rule${index}`])
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
