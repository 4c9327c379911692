import { type Ceiling, ceilingOf, type ceilings } from './ceiling.ts'
import type { Activity, Category } from './vocabulary.ts'

/** The activities whose ceiling contains every category of `C`. */
export type ActivityWith<C extends Category> = { [A in Activity]: [C] extends [(typeof ceilings)[A][number]] ? A : never }[Activity]

/**
 * Whether the activity's ceiling contains the category: what the compiler checks for a category named in code, checked here for one from a list. It
 * is a type guard, so it lets through exactly what `Ceiling` allows.
 */
export function isWithin<A extends Activity>(activity: A, category: Category): category is Ceiling<A> {
  return ceilingOf(activity)?.has(category) === true
}

/** The same, as a guard of the activity. */
export function mayEverHave<C extends Category>(activity: Activity, category: C): activity is ActivityWith<C> {
  return isWithin(activity, category)
}
