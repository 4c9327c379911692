import { caseWithTask } from '#duties/cases/every-case-kind.ts'
import type { Batch } from '#gate/write/batch.ts'

/** Every batch that comes in from outside goes through this: an item that is a case is stored together with the task for its state. */
export function withTasks(batch: Batch, at: Temporal.Instant): Batch {
  const known = caseWithTask(batch.type)
  return known === undefined ? batch : { ...batch, stored: (session, items) => known.imported(session, items, at) }
}
