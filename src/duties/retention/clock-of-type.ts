import { frameColumns, tableOf } from '#gate/columns.ts'
import type { RecordType, Subject } from '#gate/record-type.ts'
import type { Edition, RetentionRule } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'

/** One rule as it falls on one record type: the activities whose items it covers. */
export type Falling = { readonly type: RecordType; readonly rule: RetentionRule; readonly activities: readonly string[] }

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
      return [...byRule].map(([rule, activities]) => ({ type, rule, activities }))
    })
}

/** The date an item's period runs from, as SQL over the item `t`: its own event's, or the end of the person's or its own tenure. */
export function clockSql(type: RecordType, rule: RetentionRule): string {
  if (rule.trigger !== 'tenancy-ended') return 't.clock_from'
  return tenancyEnd[type.subject]
}

const tenancyEnd: Readonly<Record<Subject, string>> = {
  self: '(select e.left_on from leaver e where e.person_id = t.id)',
  own: '(select e.left_on from leaver e where e.person_id = t.person_id)',
  tenancy: 't.ended_on',
  tenure: '(select x.ended_on from tenure x where x.id = t.tenure_id)',
  household: '(select x.ended_on from tenure x where x.id = t.tenure_id)',
  none: 'null::date',
}

/** Whether nothing else still refers to the item `t`, as SQL: a person goes last, after all that is about them. */
export function unreferredSql(type: RecordType, types: readonly RecordType[]): string {
  const link = `${tableOf(type)}_id`
  const referring = types.filter((other) => frameColumns(other).includes(link))
  return referring.map((other) => `not exists (select from ${tableOf(other)} r where r.${link} = t.id)`).join(' and ') || 'true'
}
