import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { everyRecordType } from '#records/every-record-type.ts'

/** What an item says by an id of the notice or of a record type, in words: no page shows the id. */
export type Names = {
  readonly activity: (id: string) => string
  readonly recordType: (name: string) => string
  /** What is covered: all items of a kind, or the one whose id is given. */
  readonly covered: (type: string, item: string | null) => string
}

export function namesFrom(edition: Pick<Edition, 'activities'>): Names {
  const recordType = (name: string): string => {
    const type = everyRecordType.find((each) => each.name === name)
    return type === undefined ? 'Something we no longer keep' : sectionName(type)
  }
  return {
    activity: (id) => edition.activities.find((entry) => entry.id === id)?.title ?? 'Something the notice no longer names',
    recordType,
    covered: (type, item) => `${item === null || item === '' ? 'All of' : 'One of'}: ${recordType(type)}`,
  }
}

/** What the people who work with a kind of record call it. */
export function sectionName(type: Pick<RecordType, 'title' | 'onRecord'>): string {
  return type.onRecord?.heading ?? type.title.many
}
