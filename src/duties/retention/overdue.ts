import type { GateDeps } from '#gate/deps.ts'
import { askedForSql, heldSql } from '#gate/held.ts'
import { isOfOnePerson } from '#gate/ties/tie.ts'
import { zone } from '#shared/clock.ts'
import { clockedSql, type Falling, ofNoTenancy } from './clock-of-type.ts'
import { dueSql, type Given, perRule, type RuleSql, sums } from './per-rule.ts'
import type { Tries } from './tries.ts'

type Due = ReturnType<typeof dueSql>

/**
 * What no date deletes and what nobody may keep unseen: items whose rule ends in a review, once it is due; and items whose event was not
 * heard of in the rule's whole period, counted from when they were collected. Items on hold are reviewed with the hold.
 */
export function waitingOf(each: Falling, given: Given): readonly Due[] {
  return [...(each.rule.end === 'review' ? [dueSql(each, given)] : []), ...eventUnknown(each, given)]
}

/** Whether items under the rule can wait for a review. */
export function mayWait(each: Falling): boolean {
  return each.rule.end === 'review' || fromUnknown(each) !== undefined
}

const countSql: RuleSql = (each, given) =>
  waitingOf(each, given)
    .map(
      ({ from, where }) =>
        `(select count(*)::int from ${from} where ${where} and not ${heldSql(each.type)} and not ${askedForSql(each.type)})`,
    )
    .join(' + ')

/**
 * How many items of each type wait for a review, with one statement for each type. A type that the database refuses does not stop the
 * others.
 */
export async function waitingForReview(
  deps: Pick<GateDeps, 'database'>,
  falling: readonly Falling[],
  today: Temporal.PlainDate,
  tries: Tries,
): Promise<ReadonlyMap<string, number>> {
  const waiting = new Map<string, number>()
  const asked = falling.filter(mayWait)
  for (const type of new Set(asked.map((each) => each.type))) {
    const ofType = asked.filter((each) => each.type === type)
    const counted = await tries.of({ type: type.name, rule: 'review' }, none, () => perRule(deps, ofType, today, countSql))
    for (const [name, items] of sums(counted)) waiting.set(name, items)
  }
  return waiting
}

const none: ReadonlyMap<Falling, unknown> = new Map()

function eventUnknown(each: Falling, { activities, unheard }: Given): readonly Due[] {
  const from = fromUnknown(each)
  if (from === undefined) return []
  // Midnight in London, as an instant that an index can be searched for.
  const before = `((${unheard} + 1)::timestamp at time zone '${zone}')`
  return [{ from, where: `t.activity = any(${activities}) and t.clock_from is null and t.collected_at < ${before}` }]
}

/**
 * SQL for items that might wait for ever. A tenancy that goes on is no reason for a review, so the end of a tenancy is only missing for
 * people who never had one. Items with `unlessDueBy` belong to another run, which asks about them.
 */
function fromUnknown({ type, rule, unlessDueBy }: Falling): string | undefined {
  if (unlessDueBy !== undefined) return undefined
  const byTenancy = rule.trigger === 'tenancy-ended' || rule.latestAfterTenancy !== undefined
  if (!byTenancy || type.tie.tenancyEnd === null) return clockedSql(type, { trigger: 'collected' }).from
  return isOfOnePerson(type.tie) && rule.withoutTenancy === undefined ? ofNoTenancy(type).from : undefined
}
