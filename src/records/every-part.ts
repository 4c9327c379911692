import { categoriesOf, part, type RecordPart } from '#gate/record-type.ts'
import { everyRecordType } from './every-record-type.ts'

/** Every category of every record type: what a subject access search goes through, so that the newcomer cannot be forgotten. */
export const everyPart: readonly RecordPart[] = everyRecordType.flatMap((type) =>
  categoriesOf(type).map((category) => part(type, category)),
)
