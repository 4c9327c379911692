import type { Spotted } from '../finding.ts'
import { type Checked, type Rule, spotted } from './rule.ts'

/** P3: a field that no activity needs cannot be stored. */
export const storedRules: readonly Rule[] = [
  { id: 'stored-for-nothing', looksFor: 'a record type with a field whose category no activity needs', find: storedForNothing },
]

function storedForNothing({ edition, absent, categoriesStored }: Checked): readonly Spotted[] {
  if (absent.has('activities')) return []
  const needed = new Set(edition.activities.flatMap((activity) => activity.categories))
  // A category that the landlord does not describe is one it does not store: the gate and the database refuse it.
  const described = new Set(edition.categories.map((entry) => entry.id))
  const unneeded = categoriesStored.filter(({ category }) => described.has(category) && !needed.has(category))
  return unneeded.map(({ category, storedIn }) =>
    spotted(
      [
        'categories',
        Math.max(
          0,
          edition.categories.findIndex((entry) => entry.id === category),
        ),
      ],
      `\`${storedIn}\` stores \`${category}\`, and no activity needs it (P3)`,
      `add \`${category}\` to the activity that needs it, or do without the field`,
    ),
  )
}
