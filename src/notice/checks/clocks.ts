import type { Draft, RetentionRule } from '../edition.ts'
import type { Path, Spotted } from '../finding.ts'
import { retentionRuleFor } from '../retention-of.ts'
import type { StoredClock } from '../stored-clock.ts'
import type { Category } from '../vocabulary.ts'
import { listed, located, type Rule, spotted } from './rule.ts'

/** RT1, P5: a period that nothing starts would be published and never run. */
export const clockRules: readonly Rule[] = [
  {
    id: 'never-runs',
    looksFor: 'a retention rule whose trigger, or whose date of last resort, no record of its kind ever has',
    find: ({ edition, clocksStored }) => neverRunning(edition, clocksStored),
  },
]

/** Each place in the retention schedule that states a period which cannot run. Categories that no software stores are left out. */
export function neverRunning(edition: Pick<Draft, 'retention' | 'activities'>, stored: readonly StoredClock[]): readonly Spotted[] {
  return located(['retention'], edition.retention).flatMap(({ at, value: rule }) => {
    const ofRule = stored.filter((each) => rule.categories.includes(each.category) && canFall(edition, rule, each))
    const unstarted = [...new Set(ofRule.map(({ category }) => category))].flatMap((category) => {
      const ofCategory = ofRule.filter((each) => each.category === category)
      const never = neverStarted(edition, rule, ofCategory)
      return never.length === 0 ? [] : [triggerFinding([...at, 'trigger'], rule, category, never)]
    })
    const lastResorts = [
      ...(rule.latestAfterTenancy !== undefined && ofRule.length > 0 && !ofRule.some(({ withTenancy }) => withTenancy)
        ? [
            spotted(
              [...at, 'latestAfterTenancy'],
              `no tenancy ends what \`${rule.id}\` covers, so \`latestAfterTenancy\` never runs (RT1)`,
              leaveOut,
            ),
          ]
        : []),
      ...(rule.withoutTenancy !== undefined && ofRule.length > 0 && !ofRule.some(({ ofOnePerson }) => ofOnePerson)
        ? [
            spotted(
              [...at, 'withoutTenancy'],
              `nothing that \`${rule.id}\` covers is one person’s own, so \`withoutTenancy\` never runs (RT1)`,
              leaveOut,
            ),
          ]
        : []),
    ]
    return [...unstarted, ...lastResorts]
  })
}

/** Whether a kind of record can come under the rule at all. One that is for a single activity has to be collected for that. */
function canFall(
  edition: Pick<Draft, 'retention' | 'activities'>,
  rule: RetentionRule,
  { always, usually, category }: StoredClock,
): boolean {
  if (!always) return true
  const isCollected = edition.activities.some(({ id, categories }) => id === usually && categories.includes(category))
  return isCollected && retentionRuleFor(edition, category, usually) === rule
}

const leaveOut = 'leave it out, or move what it is meant for to a rule of its own'

/**
 * The kinds of record that the rule's trigger never dates. Either all of a category, where none can be dated; or one that falls under the rule in its
 * usual use, and would wait there for somebody to record an event that is the record's own.
 */
function neverStarted(
  edition: Pick<Draft, 'retention' | 'activities'>,
  rule: RetentionRule,
  ofCategory: readonly StoredClock[],
): readonly StoredClock[] {
  const canStart = ({ started, noted }: StoredClock) => started.has(rule.trigger) || noted.includes(rule.trigger)
  if (!ofCategory.some(canStart)) return ofCategory
  return ofCategory.filter(({ usually, category, started }) => {
    const isUsed = edition.activities.some(({ id }) => id === usually)
    return isUsed && retentionRuleFor(edition, category, usually) === rule && !started.has(rule.trigger)
  })
}

function triggerFinding(at: Path, rule: RetentionRule, category: Category, never: readonly StoredClock[]): Spotted {
  const fits = [...(never[0]?.started ?? [])].filter((trigger) => never.every(({ started }) => started.has(trigger)))
  return spotted(
    at,
    `\`${rule.trigger}\` never dates ${listed(never.map(({ storedIn }) => storedIn))}, so \`${rule.id}\` is published for \`${category}\` and never runs (RT1)`,
    `write one of ${listed(fits.toSorted())}, or move \`${category}\` to a rule of its own`,
  )
}
