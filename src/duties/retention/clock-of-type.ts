import { frameColumns, tableOf } from '#gate/columns.ts'
import type { RecordType, Subject } from '#gate/record-type.ts'
import type { Edition, RetentionRule } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'

/** One rule as it falls on one record type: the activities whose items it covers. */
export type Falling = {
  readonly type: RecordType
  readonly rule: RetentionRule
  readonly activities: readonly string[]
  /** Another rule that takes the same items: what is due by it is its own, and not counted twice. */
  readonly unlessDueBy?: RetentionRule
}

/** Every rule of the edition that falls on some record type; homes (`none`) are about nobody and stay. */
export function fallingRules(edition: Edition, types: readonly RecordType[]): readonly Falling[] {
  return types
    .filter((type) => type.subject !== 'none')
    .flatMap((type) => {
      const byRule = new Map<RetentionRule, string[]>()
      for (const activity of edition.activities) {
        const rule = retentionRuleFor(edition, type.category, activity.id)
        if (rule !== undefined) byRule.set(rule, [...(byRule.get(rule) ?? []), activity.id])
      }
      return [...byRule].flatMap(([rule, activities]) => runsOf(rule).map((run) => ({ type, activities, ...run })))
    })
}

/** A rule that runs at the latest so long after the tenancy is two: whichever is due first. */
function runsOf(rule: RetentionRule): readonly Pick<Falling, 'rule' | 'unlessDueBy'>[] {
  const { latestAfterTenancy: period } = rule
  if (period === undefined) return [{ rule }]
  return [{ rule }, { rule: { ...rule, trigger: 'tenancy-ended', period }, unlessDueBy: rule }]
}

/** Where a rule's items and the dates their periods run from stand, as SQL: `t` is the item, `clock` the date. */
export type Clocked = { readonly from: string; readonly clock: string }

/**
 * An item's own event stands on the item. The end of a tenancy stands on the tenure, or with the person who left: those come first in
 * the join, so that a day's few leavers are looked up and not everybody's items.
 */
export function clockedSql(type: RecordType, rule: RetentionRule): Clocked {
  const table = tableOf(type)
  if (rule.trigger !== 'tenancy-ended') return { from: `${table} t`, clock: 't.clock_from' }
  return tenancyEnd[type.subject](table)
}

const ofLeaver = (table: string, person: string): Clocked => ({
  from: `leaver e join ${table} t on t.${person} = e.person_id`,
  clock: 'e.left_on',
})
const ofTenure = (table: string): Clocked => ({ from: `tenure x join ${table} t on t.tenure_id = x.id`, clock: 'x.ended_on' })

const tenancyEnd: Readonly<Record<Subject, (table: string) => Clocked>> = {
  self: (table) => ofLeaver(table, 'id'),
  own: (table) => ofLeaver(table, 'person_id'),
  tenancy: (table) => ({ from: `${table} t`, clock: 't.ended_on' }),
  tenure: ofTenure,
  household: ofTenure,
  // A message's event is its own: no tenancy ends with it.
  sender: (table) => ({ from: `${table} t`, clock: 'null::date' }),
  none: (table) => ({ from: `${table} t`, clock: 'null::date' }),
}

/**
 * Whether nothing else still refers to the item `t`, as SQL: a person goes last, after all that is about them. Whoever is responsible for a
 * tenancy stays while something that hangs on it does: it is found through them, and else stood there as nobody's.
 */
export function unreferredSql(type: RecordType, types: readonly RecordType[]): string {
  const link = `${tableOf(type)}_id`
  const referring = types.filter((other) => frameColumns(other).includes(link))
  const hanging = type.subject === 'household' ? types.filter((other) => other.subject === 'tenure') : []
  const gone = [
    ...referring.map((other) => `not exists (select from ${tableOf(other)} r where r.${link} = t.id)`),
    ...hanging.map(
      (other) => `not exists (select from ${tableOf(other)} r join responsible_for f on f.tenure_id = r.tenure_id
        where r.tenure_id = t.tenure_id and f.person_id = t.person_id)`,
    ),
  ]
  return gone.join(' and ') || 'true'
}
