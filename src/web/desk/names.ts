import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { withinSentence } from '../public-site/word-list.tsx'

/** What an item says by an id of the notice or of a record type, in words: no page shows the id. */
export type Names = {
  readonly activity: (id: string) => string
  readonly recordType: (name: string) => string
  /** What is covered: all items of a kind, or the one whose id is given. */
  readonly covered: (type: string, item: string | null) => string
}

const unknown = 'Something we no longer keep'

export function namesFrom(edition: Pick<Edition, 'activities'>): Names {
  const typeOf = (name: string) => everyRecordType.find((each) => each.name === name)
  const recordType = (name: string): string => {
    const type = typeOf(name)
    return type === undefined ? unknown : sectionName(type)
  }
  return {
    activity: (id) => edition.activities.find((entry) => entry.id === id)?.title ?? 'Something the notice no longer names',
    recordType,
    covered(name, item) {
      const type = typeOf(name)
      if (type === undefined) return unknown
      const [one, many] = [withinSentence(type.title.one), withinSentence(type.title.many)]
      if (item === null || item === '') return `All ${many}`
      return one === many ? `One item of ${one}` : `One ${one}`
    },
  }
}

/** What the people who work with a kind of record call it. */
export function sectionName(type: Pick<RecordType, 'title' | 'onRecord'>): string {
  return type.onRecord?.heading ?? type.title.many
}
