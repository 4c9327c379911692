import { heldSql } from '#gate/held.ts'
import type { GateParts } from '#gate/parts.ts'
import { isOfOnePerson } from '#gate/ties/tie.ts'
import { zone } from '#shared/clock.ts'
import { clockedSql, type Falling, ofNoTenancy } from './clock-of-type.ts'
import { dueSql, type Given, perRule, type RuleSql, sums } from './per-rule.ts'
import type { Tries } from './tries.ts'

type Due = ReturnType<typeof dueSql>

/**
 * What nothing deletes and nobody may keep without a look: items whose rule ends in a review on the day it comes, and items whose event
 * has not been heard of in all the time that the rule gives them, counted from when they were collected. What a hold keeps has its own day.
 */
export function waitingOf(each: Falling, given: Given): readonly Due[] {
  return [...(each.rule.end === 'review' ? [dueSql(each, given)] : []), ...eventUnknown(each, given)]
}

/** Whether anything under the rule may wait like that. */
export function mayWait(each: Falling): boolean {
  return each.rule.end === 'review' || fromUnknown(each) !== undefined
}

const countSql: RuleSql = (each, given) =>
  waitingOf(each, given)
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
  const asked = falling.filter(mayWait)
  for (const type of new Set(asked.map((each) => each.type))) {
    const ofType = asked.filter((each) => each.type === type)
    const counted = await tries.of({ type: type.name, rule: 'review' }, none, () => perRule(parts, ofType, today, countSql))
    for (const [name, items] of sums(counted)) waiting.set(name, items)
  }
  return waiting
}

const none: ReadonlyMap<Falling, unknown> = new Map()

function eventUnknown(each: Falling, { activities, unheard }: Given): readonly Due[] {
  const from = fromUnknown(each)
  if (from === undefined) return []
  // Before midnight in London, as an instant that an index serves.
  const before = `((${unheard} + 1)::timestamp at time zone '${zone}')`
  return [{ from, where: `t.activity = any(${activities}) and t.clock_from is null and t.collected_at < ${before}` }]
}

/**
 * Where items stand that may wait for ever. A tenancy that goes on is no lack: only of those who never had one does its end not
 * come. `unlessDueBy`: the same items are another run's, and asked for there.
 */
function fromUnknown({ type, rule, unlessDueBy }: Falling): string | undefined {
  if (unlessDueBy !== undefined) return undefined
  const byTenancy = rule.trigger === 'tenancy-ended' || rule.latestAfterTenancy !== undefined
  if (!byTenancy || type.tie.tenancyEnd === null) return clockedSql(type, { trigger: 'collected' }).from
  return isOfOnePerson(type.tie) && rule.withoutTenancy === undefined ? ofNoTenancy(type).from : undefined
}
