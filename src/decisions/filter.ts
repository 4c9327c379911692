import { answer, tableQuery } from './answer.ts'
import type { Request } from './decision.ts'
import type { Engine } from './engine.ts'
import type { CircumstanceMask } from './tables.ts'

/** What a record brings to a question that is otherwise the same for all of them. `circumstances` comes from `maskOf`. */
export type FilterRecord = Pick<Request, 'categories' | 'relationship'> & { readonly circumstances: CircumstanceMask }

/**
 * Those of the records that the asker may do this with, in their order: the same rule as for one, asked once for the part they share.
 * INVARIANT: whatever fails leaves nothing through.
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
