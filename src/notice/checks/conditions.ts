import { type ConditionInLaw, conditionsInLaw } from '#law/conditions.ts'
import type { Sharing } from '../edition.ts'
import type { Path, Spotted } from '../finding.ts'
import { type Category, type Condition, categories, sensitivityOf } from '../vocabulary.ts'
import { type Checked, listed, located, type Rule, spotted } from './rule.ts'

const inLaw: Readonly<Record<Condition, ConditionInLaw>> = conditionsInLaw

type Use = {
  readonly at: Path
  readonly name: string
  readonly categories: readonly Category[]
  readonly conditions: Readonly<Partial<Record<Category, readonly Condition[] | undefined>>>
  /** Giving people their own data rests on the activity's conditions, since nobody else learns anything. */
  readonly ownData: boolean
}

/** B3, SC6, CC1: every special or criminal category has a condition, and every condition can carry its category. */
export const conditionRules: readonly Rule[] = [
  { id: 'category-without-condition', looksFor: 'a special or criminal category without a condition', find: missing },
  { id: 'condition-without-paragraph', looksFor: 'a condition that does not stand by itself', find: incomplete },
  { id: 'condition-does-not-fit', looksFor: 'a condition that cannot carry the category it is written for', find: unfit },
]

/** Every use of categories: an activity's own, and each sharing. */
function usesOf({ edition }: Checked): readonly Use[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) => [
    { at, name: `\`${value.id}\``, categories: value.categories, conditions: value.conditions, ownData: false },
    ...located([...at, 'sharing'], value.sharing).map((share) => {
      const name = `the sharing of \`${value.id}\` with ${listed(share.value.with)}`
      return { at: share.at, name, categories: share.value.categories, conditions: share.value.conditions, ownData: isOwnData(share.value) }
    }),
  ])
}

function isOwnData(share: Sharing): boolean {
  return share.with.every((kind) => kind === 'the-person')
}

function missing(checked: Checked): readonly Spotted[] {
  return usesOf(checked).flatMap((use) =>
    use.categories.flatMap((category, index) => {
      const sensitivity = sensitivityOf(category)
      if (sensitivity === 'ordinary' || use.ownData || use.conditions[category] !== undefined) return []
      const needs = sensitivity === 'special' ? 'an Article 9(2) condition (B3, SC6)' : '`art-10` with its Schedule 1 paragraph (CC1)'
      return [
        spotted(
          [...use.at, 'categories', index],
          `${use.name} uses \`${category}\`, a ${sensitivity} category, without a condition`,
          `write under its \`conditions\`: \`${category}: […]\` with ${needs}`,
        ),
      ]
    }),
  )
}

function incomplete(checked: Checked): readonly Spotted[] {
  return eachList(checked).flatMap(({ at, category, conditions }) => {
    const lonely = conditions.filter((condition) => {
      const partners = inLaw[condition].withOneOf
      return partners !== undefined && !conditions.some((other) => partners.includes(other))
    })
    const grounded = conditions.some((condition) => inLaw[condition].kind !== 'schedule-1')
    return [
      ...lonely.map((condition) =>
        spotted(
          at,
          `\`${condition}\` does not stand by itself for \`${category}\``,
          `name with it one of: ${inLaw[condition].withOneOf?.join(', ')}`,
        ),
      ),
      ...(grounded
        ? []
        : [
            spotted(
              at,
              `${listed(conditions)} names a paragraph of Schedule 1 without the article it belongs to`,
              sensitivityOf(category) === 'criminal' ? 'name `art-10` with it' : 'name the condition of Article 9(2) with it',
            ),
          ]),
    ]
  })
}

function unfit(checked: Checked): readonly Spotted[] {
  return eachList(checked).flatMap(({ at, use, category, conditions }) => {
    if (!use.categories.includes(category)) {
      return [
        spotted(
          at,
          `${use.name} has a condition for \`${category}\`, which it does not use`,
          'take the condition out, or add the category',
        ),
      ]
    }
    const sensitivity = sensitivityOf(category)
    if (sensitivity === 'ordinary') {
      return [spotted(at, `\`${category}\` is neither special nor criminal, so no condition is written for it`, 'take the condition out')]
    }
    return conditions
      .filter((condition) => !fits(condition, category, sensitivity, conditions))
      .map((condition) =>
        spotted(
          at,
          `\`${condition}\` (${inLaw[condition].words}) cannot carry \`${category}\` here`,
          `name a condition for ${sensitivity} data: ${fitting(category, sensitivity).join(', ')}`,
        ),
      )
  })
}

/** A Schedule 1 paragraph fits if it may serve the category and can be combined with one of the conditions named with it. */
function fits(condition: Condition, category: Category, sensitivity: 'special' | 'criminal', together: readonly Condition[]): boolean {
  const law = inLaw[condition]
  if (!law.fits.includes(sensitivity)) return false
  if (law.only !== undefined && !law.only.includes(category)) return false
  const alone = together.every((other) => inLaw[other].kind === 'schedule-1')
  return law.kind !== 'schedule-1' || alone || together.some((other) => inLaw[other].withOneOf?.includes(condition))
}

function fitting(category: Category, sensitivity: 'special' | 'criminal'): readonly string[] {
  return Object.entries(inLaw)
    .filter(([, law]) => law.fits.includes(sensitivity) && (law.only === undefined || law.only.includes(category)))
    .map(([id]) => id)
}

function eachList(checked: Checked) {
  return usesOf(checked).flatMap((use) =>
    use.categories.concat(written(use).filter((category) => !use.categories.includes(category))).flatMap((category) => {
      const conditions = use.conditions[category]
      return conditions === undefined ? [] : [{ at: [...use.at, 'conditions', category], use, category, conditions }]
    }),
  )
}

function written(use: Use): readonly Category[] {
  return categories.filter((category) => use.conditions[category] !== undefined)
}
