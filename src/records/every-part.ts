import { part, type RecordPart } from '#gate/record-part.ts'
import { categoriesOf } from '#gate/record-type.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { everyRecordType } from './every-record-type.ts'

/** Every category of every record type: what a subject access search goes through, so that the newcomer cannot be forgotten. */
export const everyPart: readonly RecordPart[] = everyRecordType.flatMap((type) =>
  categoriesOf(type).map((category) => part(type, category)),
)

/** Those that code working in the activity may name. */
export function partsWithin<A extends Activity>(activity: A): readonly RecordPart<Ceiling<A>>[] {
  return everyPart.filter((each): each is RecordPart<Ceiling<A>> => isWithin(activity, each.category))
}
