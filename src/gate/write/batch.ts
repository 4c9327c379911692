import type { Source } from '#notice/vocabulary.ts'
import type { Session } from '#store/database.ts'
import type { RecordType } from '../record-type.ts'
import type { NewItem } from './store-row.ts'

/**
 * An item as an import brings it. `person`: whose it is; null where it is about nobody we know. `line`: the source's own line, if there is
 * one; otherwise the item's values are compared instead.
 */
export type BatchItem = Omit<NewItem, 'source' | 'task'> & { readonly person: string | null; readonly line?: string }

/** Items of one record type, from one source, for one activity. */
export type Batch = {
  readonly type: RecordType
  readonly source: Source
  readonly items: readonly BatchItem[]
  /** Called in the same transaction with those of the items that were stored or changed. */
  readonly stored?: (session: Session, items: readonly BatchItem[]) => Promise<void>
}
