import { answer, tableQuery } from './answer.ts'
import type { Request } from './decision.ts'
import type { Engine } from './engine.ts'
import type { CircumstanceMask } from './tables.ts'

/** What differs from record to record, in a question that is otherwise the same for all. `circumstances` comes from `maskOf`. */
export type FilterRecord = Pick<Request, 'categories' | 'relationship'> & { readonly circumstances: CircumstanceMask }

/**
 * Those of the records that the asker may do this with, in their order. The rule is the same as for one record; what the records share is decided
 * once. INVARIANT: a failure lets nothing through.
 */
export function filter<R extends FilterRecord>(
  engine: Engine,
  shared: Pick<Request, 'who' | 'act' | 'activity'>,
  records: readonly R[],
): readonly R[] {
  const { tables } = engine
  try {
    const query = tableQuery(tables, shared)
    return records.filter(
      (record) => answer(tables, query, record.categories, record.relationship, record.circumstances).outcome === 'permitted',
    )
  } catch {
    return []
  }
}
