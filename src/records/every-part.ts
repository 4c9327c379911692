import { asMediaPart, type MediaShape } from '#gate/media/media.ts'
import { part, type RecordPart } from '#gate/record-part.ts'
import { categoriesOf } from '#gate/record-type.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { isWithin } from '#notice/within-ceiling.ts'
import { everyRecordType } from './every-record-type.ts'

/** Every category of every record type. Subject access searches go through this list, so that a new type cannot be forgotten. */
export const everyPart: readonly RecordPart[] = everyRecordType.flatMap((type) =>
  categoriesOf(type).map((category) => part(type, category)),
)

/** The parts that code may read when it works for the activity. */
export function partsWithin<A extends Activity>(activity: A): readonly RecordPart<Ceiling<A>>[] {
  return everyPart.filter((each): each is RecordPart<Ceiling<A>> => isWithin(activity, each.category))
}

/** The same parts that have a recording, a film or a picture. */
export function mediaPartsWithin<A extends Activity>(activity: A): readonly RecordPart<Ceiling<A>, MediaShape>[] {
  return partsWithin(activity)
    .filter(({ fields }) => fields.includes('mediaId'))
    .map(asMediaPart)
}
