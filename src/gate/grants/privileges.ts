import type { Edition } from '#notice/edition.ts'
import { activities, type Category } from '#notice/vocabulary.ts'
import { columnsOf, frameColumns, sourceReasonColumn, tableOf } from '../columns.ts'
import { serves } from '../purpose.ts'
import { categoriesOf, type RecordType } from '../record-type.ts'

/** What PostgreSQL lets an activity's role do with one table: the columns that it may read, and those that it may write. */
export type Privilege = {
  readonly activity: string
  readonly table: string
  readonly select: readonly string[]
  readonly write: readonly string[]
  /** Whether it may delete a row: only of an erasable type, and only if it may write every part of it. */
  readonly erase: boolean
}

const known: ReadonlySet<string> = new Set(activities)

/**
 * An edition as grants on columns: an activity reads only columns whose category it uses, and writes only those that somebody may collect.
 * Lines of the ledger are written where it shares.
 * An activity that only this landlord has gets no grants, since no pages belong to it.
 */
export function privilegesOf(edition: Edition, types: readonly RecordType[]): readonly Privilege[] {
  return edition.activities
    .filter((activity) => known.has(activity.id))
    .flatMap((activity) => {
      const used: ReadonlySet<Category> = new Set(activity.categories)
      const collected: ReadonlySet<Category> = new Set(
        activity.colleagues.filter((grant) => grant.acts.includes('collect')).flatMap((grant) => grant.categories),
      )
      return types.flatMap((type) => {
        const readable = categoriesOf(type).filter((category) => used.has(category))
        if (readable.length === 0 || !serves(type, activity.id)) return []
        const isWritten = (category: Category) => (type.writtenOnSharing === true ? activity.sharing.length > 0 : collected.has(category))
        const writable = readable.filter(isWritten)
        const frame = frameColumns(type)
        // The words about an unforeseen source (S6) may be about anybody. Only activities that write them may read them, and no page shows
        // them.
        const seen = writable.length > 0 ? frame : frame.filter((column) => column !== sourceReasonColumn)
        return {
          activity: activity.id,
          table: tableOf(type),
          select: unique([...seen, 'xmin', ...readable.flatMap((category) => columnsOf(type, category))]),
          write: writable.length === 0 ? [] : unique([...frame, ...writable.flatMap((category) => columnsOf(type, category))]),
          erase: type.erasable === true && categoriesOf(type).every((category) => writable.includes(category)),
        }
      })
    })
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
