import { columnOf, frameColumns, linkTo, tableOf } from '#gate/columns.ts'
import type { RecordType } from '#gate/record-type.ts'
import { isOfOnePerson } from '#gate/ties/tie.ts'
import type { Edition, RetentionRule, Trigger } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'

/**
 * A rule as it is run. `last-heard`: the day on which anything was last stored about somebody who never had a tenancy. `original`: the day
 * from which the period of what the item was made from runs.
 */
export type RunningRule = Omit<RetentionRule, 'trigger'> & { readonly trigger: Trigger | 'last-heard' | 'original' }

/** One rule as it applies to one record type, with the activities whose items it covers. */
export type Falling = {
  readonly type: RecordType
  readonly rule: RunningRule
  readonly activities: readonly string[]
  /** Another rule that covers the same items: what is due under it is counted there, and not twice. */
  readonly unlessDueBy?: RetentionRule
}

/** Every rule of the edition that applies to some record type. What is about nobody (a home, a camera) stays. */
export function fallingRules(edition: Edition, types: readonly RecordType[]): readonly Falling[] {
  return types
    .filter(({ tie }) => tie.stays !== true)
    .flatMap((type) => {
      const byRule = new Map<RetentionRule, string[]>()
      for (const activity of edition.activities) {
        const rule = retentionRuleFor(edition, type.category, activity.id)
        if (rule !== undefined) byRule.set(rule, [...(byRule.get(rule) ?? []), activity.id])
      }
      return [...byRule].flatMap(([rule, activities]) =>
        [...runsOf(rule, type), ...runOfOriginal(edition, rule, type)].map((run) => ({ type, activities, ...run })),
      )
    })
}

/**
 * A rule that ends at the latest some time after the tenancy is two runs, whichever is due first; so is one for people who never had a
 * tenancy.
 */
function runsOf(rule: RetentionRule, type: RecordType): readonly Pick<Falling, 'rule' | 'unlessDueBy'>[] {
  const run = (trigger: RunningRule['trigger'], period: string | undefined) =>
    period === undefined ? [] : [{ rule: { ...rule, trigger, period }, unlessDueBy: rule }]
  return [
    { rule },
    ...run('tenancy-ended', rule.latestAfterTenancy),
    ...(isOfOnePerson(type.tie) ? run('last-heard', rule.withoutTenancy) : []),
  ]
}

/** What was made from something else is also due when that is, by the rule of the original (TC3). */
function runOfOriginal(edition: Edition, rule: RetentionRule, { category, madeFrom }: RecordType) {
  const original = madeFrom === undefined ? undefined : retentionRuleFor(edition, category, madeFrom.activity)
  return original === undefined ? [] : [{ rule: { ...original, trigger: 'original' }, unlessDueBy: rule } as const]
}

/** SQL for a rule's items and the dates that their periods run from: `t` is the item, `clock` the date. */
export type Clocked = { readonly from: string; readonly clock: string }

/**
 * The item has the date of its own event. The tenure, or the note about the person who left, has the end of a tenancy; these come first in
 * the join, so that PostgreSQL looks up the few who left on a day and not everybody's items.
 */
export function clockedSql(type: RecordType, rule: Pick<RunningRule, 'trigger'>): Clocked {
  const table = tableOf(type)
  if (rule.trigger === 'last-heard') return ofNoTenancy(type)
  if (rule.trigger === 'original') return { from: `${table} t`, clock: originalClock(type) }
  if (rule.trigger !== 'tenancy-ended') return { from: `${table} t`, clock: 't.clock_from' }
  const { tenancyEnd } = type.tie
  // No tenancy ends with it, so only its own event counts.
  if (tenancyEnd === null) return { from: `${table} t`, clock: 'null::date' }
  const { at, date } = tenancyEnd
  return { from: at === undefined ? `${table} t` : `${at.table} join ${table} t on ${at.on}`, clock: date }
}

/** The day of the original; null for an item in which nobody can be recognised. */
function originalClock({ madeFrom }: RecordType): string {
  if (madeFrom === undefined) return 'null::date'
  const unless = Object.entries(madeFrom.unless).map(([name, value]) =>
    value === true ? `t.${columnOf(name)} is not null` : `t.${columnOf(name)} = '${value}'`,
  )
  return `case when ${unless.join(' and ')} then null else t.${columnOf(madeFrom.date)} end`
}

/** Items of people who never had a tenancy. */
export function ofNoTenancy(type: RecordType): Clocked {
  const person = columnOf(type.tie.person ?? 'personId')
  return { from: `without_tenancy e join ${tableOf(type)} t on t.${person} = e.person_id`, clock: 'e.heard_on' }
}

/**
 * SQL for whether nothing else refers to the item `t`. A person is deleted last, after everything about them. Somebody responsible for a
 * tenancy stays while anything that belongs to it does: it is found through them, and would otherwise be about nobody.
 */
export function unreferredSql(type: RecordType, types: readonly RecordType[]): string {
  const link = linkTo(type)
  const referring = types.filter((other) => frameColumns(other).includes(link))
  const hanging = type.tie.mayBeUnknown === true ? types.filter(({ tie }) => tie.person === null && tie.links.includes('tenure_id')) : []
  const gone = [
    ...referring.map((other) => `not exists (select from ${tableOf(other)} r where r.${link} = t.id)`),
    ...hanging.map(
      (other) => `not exists (select from ${tableOf(other)} r join responsible_for f on f.tenure_id = r.tenure_id
        where r.tenure_id = t.tenure_id and f.person_id = t.person_id)`,
    ),
  ]
  return gone.join(' and ') || 'true'
}
