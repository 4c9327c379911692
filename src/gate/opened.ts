import type { NotPermitted } from '#decisions/decision.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Activity, Category } from '#notice/vocabulary.ts'
import { entryOf, judge, type Standing } from './judge.ts'
import type { GateParts } from './parts.ts'
import { readRows } from './read-rows.ts'
import { categoriesOf, type Fields, type RecordPart, type RecordType } from './record-type.ts'
import { type NewItem, storeRow } from './store-row.ts'

/** What a read answers: the rows, or the refusal that withheld them. Withheld never looks like empty. */
export type ReadAnswer<Shape> =
  | { readonly read: true; readonly rows: readonly Shape[] }
  | { readonly read: false; readonly refusal: NotPermitted }
export type CompareAnswer =
  | { readonly compared: true; readonly matched: boolean }
  | { readonly compared: false; readonly refusal: NotPermitted }
export type StoreAnswer = { readonly stored: true } | { readonly stored: false; readonly refusal: NotPermitted }

/**
 * A person's record, opened for one activity. What its ceiling does not allow does not compile; what the edition, the role or the
 * facts do not allow comes back as a refusal. Every answer is on record, durably, before it is returned.
 */
export type Opened<A extends Activity> = {
  readonly permitted: true
  readonly person: string
  readonly activity: A
  /** Reads one part. Reads begun together share one durable write of their evidence. */
  read<Shape>(part: RecordPart<Ceiling<A>, Shape>): Promise<ReadAnswer<Shape>>
  /** Uses a part without showing it: answers whether some row is as `same` says, and nothing else (SE2). */
  compare<Shape>(part: RecordPart<Ceiling<A>, Shape>, same: (row: Shape) => boolean): Promise<CompareAnswer>
  /** Stores a new item of the person's, with the evidence of it in the same transaction. */
  collect<F extends Fields>(type: RecordType<F>, item: NewItem<F>): Promise<StoreAnswer>
}

export function makeOpened<A extends Activity>(parts: GateParts, standing: Standing, activity: A): Opened<A> {
  const { person } = standing.asked
  return {
    permitted: true,
    person,
    activity,
    async read<Shape>(part: RecordPart<Category, Shape>): Promise<ReadAnswer<Shape>> {
      const judgement = judge(standing, 'view', part.category)
      const evidence = parts.record([entryOf(standing, 'read', 'view', judgement, part.type.name, [part.category])])
      if (judgement.decision.outcome !== 'permitted') {
        await evidence
        return { read: false, refusal: judgement.decision }
      }
      const [rows] = await Promise.all([readRows(parts, activity, part, person), evidence])
      return { read: true, rows }
    },
    async compare<Shape>(part: RecordPart<Category, Shape>, same: (row: Shape) => boolean): Promise<CompareAnswer> {
      const judgement = judge(standing, 'use', part.category)
      await parts.record([entryOf(standing, 'read', 'use', judgement, part.type.name, [part.category])])
      if (judgement.decision.outcome !== 'permitted') return { compared: false, refusal: judgement.decision }
      const rows = await readRows(parts, activity, part, person)
      return { compared: true, matched: rows.some(same) }
    },
    async collect(type, item) {
      const categories = categoriesOf(type).filter((category) => isFilled(type, category, item.values))
      for (const category of categories) {
        const judgement = judge(standing, 'collect', category)
        if (judgement.decision.outcome === 'permitted') continue
        await parts.record([entryOf(standing, 'change', 'collect', judgement, type.name, [category])])
        return { stored: false, refusal: judgement.decision }
      }
      const judgement = judge(standing, 'collect', type.category)
      const from = { activity, edition: standing.released.hash, person }
      await storeRow(parts, from, type, item, entryOf(standing, 'change', 'collect', judgement, type.name, categories))
      return { stored: true }
    },
  }
}

function isFilled(type: RecordType, category: Category, values: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(type.fields).some(
    ([name, field]) => field.category === category && values[name] !== undefined && values[name] !== null,
  )
}
