import { everyRecordType } from '#records/every-record-type.ts'
import { titleBeside } from './beside.ts'

/** What a kind of record is called in a copy. */
export function titleInPack(type: string): string {
  return everyRecordType.find(({ name }) => name === type)?.title.many ?? titleBeside(type) ?? type
}
