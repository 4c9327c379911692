import type { Database } from '#store/database.ts'
import type { NotedErasure } from '#store/erasures.ts'
import { roleName } from '#store/role-names.ts'

/**
 * Erasures in evidence that are missing in the log: the process ended, or the disk was full, after the erasure was committed and before the
 * log was written, and nobody was told that it was done. Looked for at every start.
 */
export async function missedErasures(database: Database, noted: readonly NotedErasure[]): Promise<readonly NotedErasure[]> {
  const erased = await database.once<{ type: string; id: string; at: string }>(
    roleName(database.schema, 'evidence'),
    `select record_type as type, detail ->> 'erased' as id, at from evidence where act = 'delete' and kind = 'change' and detail ? 'erased'`,
  )
  const known = new Set(noted.map((each) => (each.kind === 'item' ? each.id : null)))
  return erased.filter(({ id }) => !known.has(id)).map(({ type, id, at }) => ({ kind: 'item', type, id, at }))
}
