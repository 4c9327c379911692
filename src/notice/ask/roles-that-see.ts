import type { Edition } from '../edition.ts'
import type { Category } from '../vocabulary.ts'

/** The labels of the roles that may see a kind of information in some activity. */
export function rolesThatMay({ activities, roles }: Edition, category: Category): readonly string[] {
  const grants = activities
    .flatMap(({ colleagues }) => colleagues)
    .filter(({ acts, categories }) => acts.includes('view') && categories.includes(category))
  const may = new Set(grants.flatMap((grant) => grant.roles))
  return roles.filter(({ id }) => may.has(id)).map(({ label }) => label)
}
