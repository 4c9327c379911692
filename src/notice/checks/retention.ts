import type { Spotted } from '../finding.ts'
import { periodWords } from '../period-words.ts'
import { retentionRuleFor } from '../retention-of.ts'
import { type Category, categories } from '../vocabulary.ts'
import { type Checked, listed, located, namesUnknown, type Rule, spotted } from './rule.ts'

/** RT1, P5: everything that is kept has one stated period. */
export const retentionRules: readonly Rule[] = [
  { id: 'kept-without-period', looksFor: 'a category in use that no retention rule covers', find: uncovered },
  { id: 'two-periods', looksFor: 'two retention rules for the same data', find: overlapping },
  { id: 'words-against-period', looksFor: 'a retention rule whose words tell another period than the one that runs', find: otherwise },
  { id: 'review-unsaid', looksFor: 'a retention rule that ends in a review, and whose words promise an end', find: unsaid },
  { id: 'fixed-without-source', looksFor: 'a period called fixed that no law, no notice and no two sources fix', find: loose },
  { id: 'period-for-nothing', looksFor: 'a retention rule that no data falls under', find: idle },
]

function uncovered({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('retention')) return []
  const unclear = edition.retention.filter(({ activities }) => namesUnknown({ edition }, activities))
  return categories.flatMap((category) => {
    if (unclear.some((rule) => rule.categories.includes(category))) return []
    const open = located(['activities'], edition.activities)
      .filter(({ value }) => value.categories.includes(category) && retentionRuleFor(edition, category, value.id) === undefined)
      .map(({ at, value }) => ({ id: value.id, at: [...at, 'categories', value.categories.indexOf(category)] }))
    const [first] = open
    if (first === undefined) return []
    return [
      spotted(
        first.at,
        `no retention rule says how long \`${category}\` is kept in ${listed(open.map(({ id }) => id))} (RT1)`,
        `add a rule for \`${category}\` to retention.yaml, without \`activities\` or naming ${open.length === 1 ? 'this one' : 'these'}`,
      ),
    ]
  })
}

function overlapping({ edition }: Checked): readonly Spotted[] {
  const seen = new Map<string, string>()
  return located(['retention'], edition.retention).flatMap(({ at, value }) =>
    located([...at, 'categories'], value.categories).flatMap((category) =>
      (value.activities ?? ['every other activity']).flatMap((activity) => {
        const cell = `${category.value} ${activity}`
        const other = seen.get(cell)
        if (other === undefined) {
          seen.set(cell, value.id)
          return []
        }
        return [
          spotted(
            category.at,
            `\`${category.value}\` in ${activity === 'every other activity' ? activity : `\`${activity}\``} has two periods: \`${other}\` and \`${value.id}\``,
            'keep it in one of the two rules',
          ),
        ]
      }),
    ),
  )
}

/** N1: what is published is what runs. The words may say more than the period (from when, what differs), but never another period. */
function otherwise({ edition }: Checked): readonly Spotted[] {
  return located(['retention'], edition.retention)
    .flatMap(({ at, value }) =>
      [value.period, value.latestAfterTenancy ?? value.period, value.withoutTenancy ?? value.period]
        .flatMap((runs) => (tells(value.words, runs) ? [] : { at, value, runs }))
        .slice(0, 1),
    )
    .map(({ at, value, runs }) =>
      spotted(
        [...at, 'words'],
        `\`${value.id}\` runs ${periodWords(runs)}, and its words do not say so (N1)`,
        runs === 'P0D'
          ? 'write that it goes at once, or set the period that the words tell'
          : `write \`${periodWords(runs)}\` in the words, or set the period that they tell`,
      ),
    )
}

function tells(words: string, period: string): boolean {
  const told = words.replaceAll('calendar ', '')
  const length = periodWords(period)
  return length === 'at once' ? !/\d+ (day|month|year)/.test(told) : new RegExp(`\\b${length}\\b`).test(told)
}

/** N1: no date deletes what people review first, so the words may not say that it is deleted. */
function unsaid({ edition }: Checked): readonly Spotted[] {
  return located(['retention'], edition.retention)
    .filter(({ value }) => value.end === 'review' && !/\b(looked at|review)/.test(value.words))
    .map(({ at, value }) =>
      spotted([...at, 'words'], `\`${value.id}\` ends in a review, and its words do not say so (N1)`, 'write that it is looked at then'),
    )
}

function loose({ edition }: Checked): readonly Spotted[] {
  return located(['retention'], edition.retention)
    .filter(
      ({ value }) =>
        value.standing !== 'to-confirm' && value.standing !== 'landlord' && (value.confidence === 'C' || value.confidence === 'D'),
    )
    .map(({ at, value }) =>
      spotted(
        [...at, 'standing'],
        `\`${value.id}\` is said to be fixed with confidence ${value.confidence}, which is a proposal (RT2)`,
        'write `standing: to-confirm`; or `confidence: A` with a ground that says where law or the notice fixes it',
      ),
    )
}

function idle({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('activities')) return []
  const clear = located(['retention'], edition.retention).filter(({ value }) => !namesUnknown({ edition }, value.activities))
  return clear.flatMap(({ at, value }) =>
    located([...at, 'categories'], value.categories)
      .filter((category) => !hasData(edition.activities, category.value, value.activities))
      .map((category) =>
        spotted(
          category.at,
          `\`${value.id}\` gives \`${category.value}\` a period, and ${value.activities === undefined ? 'no activity' : 'none of its activities'} uses it`,
          'take it out of the rule, or add it to the activity that needs it',
        ),
      ),
  )
}

function hasData(all: Checked['edition']['activities'], category: Category, named: readonly string[] | undefined): boolean {
  return all.some((activity) => (named === undefined || named.includes(activity.id)) && activity.categories.includes(category))
}
