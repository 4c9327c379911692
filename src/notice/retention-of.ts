import type { Draft, RetentionRule } from './edition.ts'
import type { Category } from './vocabulary.ts'

/**
 * The rule for how long an item of `category`, collected for `activity`, is kept: the one that names the activity, else the general one. Undefined
 * means that no period is stated, which the check refuses; it never means "for ever".
 */
export function retentionRuleFor(edition: Pick<Draft, 'retention'>, category: Category, activity: string): RetentionRule | undefined {
  const ofCategory = edition.retention.filter((rule) => rule.categories.includes(category))
  return ofCategory.find((rule) => rule.activities?.includes(activity)) ?? ofCategory.find((rule) => rule.activities === undefined)
}

/**
 * The day on which an item is deleted, its clock having started on `from`. Days, months and years are those of the calendar; a month too short for
 * the day ends on its last day. On that day the period has passed (TC3: day 90; CV2: three calendar months).
 */
export function dueOn(rule: Pick<RetentionRule, 'period'>, from: Temporal.PlainDate): Temporal.PlainDate {
  return from.add(Temporal.Duration.from(rule.period), { overflow: 'constrain' })
}
