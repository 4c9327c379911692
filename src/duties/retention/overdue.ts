import { heldSql } from '#gate/held.ts'
import type { GateParts } from '#gate/parts.ts'
import type { RecordType, Subject } from '#gate/record-type.ts'
import { clockedSql, type Falling, isOfOnePerson, ofNoTenancy } from './clock-of-type.ts'
import { dueSql, perRule, type RuleSql, sums } from './per-rule.ts'
import type { Tries } from './tries.ts'

type Due = ReturnType<typeof dueSql>

/**
 * What nothing deletes and nobody may keep without a look: items whose rule ends in a review on the day it comes, and items whose event
 * has not been heard of in all the time that the rule gives them, counted from when they were collected. What a hold keeps has its own day.
 */
export function waitingOf(each: Falling, activities: string): readonly Due[] {
  return [...(each.rule.end === 'review' ? [dueSql(each, activities)] : []), ...eventUnknown(each, activities)]
}

const countSql: RuleSql = (each, activities) =>
  waitingOf(each, activities)
    .map(({ from, where }) => `(select count(*)::int from ${from} where ${where} and not ${heldSql(each.type)})`)
    .join(' + ')

/** How many items of each type wait, by one statement for each type; those of a type that the database refuses stop no others. */
export async function waitingForReview(
  parts: Pick<GateParts, 'database'>,
  falling: readonly Falling[],
  today: Temporal.PlainDate,
  tries: Tries,
): Promise<ReadonlyMap<string, number>> {
  const waiting = new Map<string, number>()
  const asked = falling.filter((each) => waitingOf(each, '').length > 0)
  for (const type of new Set(asked.map((each) => each.type))) {
    const ofType = asked.filter((each) => each.type === type)
    const counted = await tries.of({ type: type.name, rule: 'review' }, none, () => perRule(parts, ofType, today, countSql))
    for (const [name, items] of sums(counted)) waiting.set(name, items)
  }
  return waiting
}

const none: ReadonlyMap<Falling, unknown> = new Map()

/** `unlessDueBy`: the same items are another run's, and asked for there. */
function eventUnknown(each: Falling, activities: string): readonly Due[] {
  const { type, rule } = each
  if (each.unlessDueBy !== undefined) return []
  const from = fromUnknown(type, rule)
  if (from === undefined) return []
  const period = `interval '${rule.period === 'P0D' ? aYear : rule.period}'`
  const aged = `t.collected_at < ($2::date - ${period})::date + 5
    and ((t.collected_at at time zone 'Europe/London')::date + ${period})::date <= $2::date`
  return [{ from, where: `t.activity = any(${activities}::text[]) and t.clock_from is null and ${aged}` }]
}

/** What goes at once when its event comes is looked at every year until then. */
const aYear = 'P1Y'

const tiedToNoTenancy: ReadonlySet<Subject> = new Set(['sender', 'picture', 'of-picture'])

/** Where items stand that may wait for ever. A tenancy that goes on is no lack: only of those who never had one does its end not come. */
function fromUnknown(type: RecordType, rule: Falling['rule']): string | undefined {
  const endsWithTenancy = rule.trigger === 'tenancy-ended' || rule.latestAfterTenancy !== undefined
  if (!endsWithTenancy || tiedToNoTenancy.has(type.subject)) return clockedSql(type, { trigger: 'collected' }).from
  return isOfOnePerson(type) && rule.withoutTenancy === undefined ? ofNoTenancy(type).from : undefined
}
