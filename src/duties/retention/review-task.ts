import type { GateParts } from '#gate/parts.ts'
import { dateIn } from '#shared/clock.ts'
import { tasks } from '../tasks/tasks.ts'
import type { SweepReport } from './sweep.ts'

/** The task is about no one item: one waits while any item does. */
const everyItem = '00000000-0000-0000-0000-000000000000'
/** What waits has waited long: it is looked at within a month. */
const lookedAtWithin = { days: 28 }

/** After a sweep: something waits for a review, or nothing does any more. */
export async function raiseReviews(
  parts: Pick<GateParts, 'database' | 'keys' | 'clock' | 'inForce' | 'record'>,
  { review }: Pick<SweepReport, 'review'>,
): Promise<void> {
  const list = tasks(parts)
  if (Object.keys(review).length === 0) return list.fallAway('retention-review', everyItem)
  const dueOn = dateIn(parts.clock()).add(lookedAtWithin)
  await list.raise({ kind: 'retention-review', role: 'data-protection-officer', about: everyItem, person: null, dueOn })
}
