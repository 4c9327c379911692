import { type Ceiling, ceilingOf, type ceilings } from './ceiling.ts'
import type { Activity, Category } from './vocabulary.ts'

/** The activities whose ceiling has every category of `C`. */
export type ActivityWith<C extends Category> = { [A in Activity]: [C] extends [(typeof ceilings)[A][number]] ? A : never }[Activity]

/**
 * Whether the activity's ceiling has the category: what the compiler asks of code that names one, asked of a list that is derived. A
 * guard and no cast: what it lets through is what `Ceiling` allows.
 */
export function isWithin<A extends Activity>(activity: A, category: Category): category is Ceiling<A> {
  return ceilingOf(activity)?.has(category) === true
}
