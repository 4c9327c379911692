import type { GateDeps } from '#gate/deps.ts'
import { categoriesOf, type RecordType } from '#gate/record-type.ts'
import { mayCollectMany } from '#gate/write/collect-many.ts'
import { type Activity, activities, type Category, type Source } from '#notice/vocabulary.ts'
import { mandated } from '../mandated.ts'

/** How a landlord's notice collects items of a type: for which activity, from which source, and which of their categories. */
export type Fit = { readonly activity: Activity; readonly source: Source; readonly categories: ReadonlySet<Category> }

export type Fits = {
  /** `activity` and `source` are what the example would prefer. Undefined where the notice lets nobody collect the type at all. */
  readonly fit: (type: RecordType, activity: Activity, source: Source) => Fit | undefined
  /** Types of which something was invented and not stored: the notice does not collect it, or not what it belongs to. */
  readonly leftOut: Set<RecordType>
}

const usual: readonly Source[] = ['the-person', 'own-systems']

/**
 * Notices differ: what one landlord has for managing tenancies another has for letting, or not at all. The preferred activity is used where the
 * notice allows it, then the one that collects most of the type.
 */
export function fitsOf(deps: Pick<GateDeps, 'inForce' | 'clock'>): Fits {
  const { edition } = deps.inForce().released
  const known = new Map<string, Fit | undefined>()

  function fitFor(type: RecordType, activity: Activity, wished: Source): Fit | undefined {
    const stated = edition.activities.find((entry) => entry.id === activity)?.sources ?? []
    const listed: readonly Source[] = stated.filter((source) => source !== 'other')
    const source = [wished, ...usual, ...listed].find((each) => listed.includes(each))
    const example = mandated(edition, activity, 'example')
    const categories = new Set(categoriesOf(type).filter((category) => mayCollectMany(deps, example, activity, type, category)))
    const needed = [type.category, ...Object.values(type.fields).flatMap((field) => (field.optional ? [] : [field.category]))]
    return source !== undefined && needed.every((category) => categories.has(category)) ? { activity, source, categories } : undefined
  }

  function best(type: RecordType, activity: Activity, source: Source): Fit | undefined {
    const asWished = fitFor(type, activity, source)
    if (asWished !== undefined) return asWished
    const others = activities.flatMap((each) => fitFor(type, each, source) ?? [])
    return others.toSorted((one, other) => other.categories.size - one.categories.size)[0]
  }

  const leftOut = new Set<RecordType>()
  return {
    leftOut,
    fit: (type, activity, source) => {
      const key = `${type.name} ${activity} ${source}`
      if (!known.has(key)) known.set(key, best(type, activity, source))
      const found = known.get(key)
      if (found === undefined) leftOut.add(type)
      return found
    },
  }
}
