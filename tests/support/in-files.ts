import { mustBeGiven } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'

/** Whether a file can bring all that an item needs: what the software notes for itself, none can. */
export function canComeInFile({ fields }: RecordType): boolean {
  return !Object.values(fields).some((field) => field.owner === 'machine' && mustBeGiven(field))
}
