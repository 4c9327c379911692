import type { SharedKind } from '#gate/ledger/share.ts'
import { basesInLaw } from '#law/bases.ts'
import { conditionsInLaw } from '#law/conditions.ts'
import type { Edition } from '#notice/edition.ts'
import type { LeavingItem } from './leaves.ts'

/** What is shared, in words: each kind of record with how many items of it. With a question of ours goes no record. */
export function toldOf({ categories }: Pick<Edition, 'categories'>, items: readonly LeavingItem[]): string {
  if (items.length === 0) return 'The person’s name, and their home there as our question names it'
  const byPart = Map.groupBy(items, ({ part }) => `${part.type.title.many} (${labelOf(categories, part.category)})`)
  return [...byPart].map(([title, { length }]) => (length === 1 ? title : `${title}: ${length} items`)).join('; ')
}

/** What each kind of information rests on, in the words of the law, each once. */
export function groundsOf({ categories }: Pick<Edition, 'categories'>, kinds: readonly SharedKind[]): readonly string[] {
  const byGround = Map.groupBy(kinds, ({ decision: { basis, conditions = [] } }) =>
    [
      basis === undefined ? 'The person’s agreement' : basesInLaw[basis].article,
      ...conditions.map((each) => conditionsInLaw[each].cite),
    ].join('; '),
  )
  return [...byGround].map(([ground, all]) => `${all.map(({ category }) => labelOf(categories, category)).join(', ')}: ${ground}`)
}

function labelOf(categories: Edition['categories'], id: string): string {
  return categories.find((entry) => entry.id === id)?.label ?? id
}
