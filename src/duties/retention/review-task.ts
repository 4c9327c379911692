import type { GateDeps } from '#gate/deps.ts'
import { dateIn } from '#shared/clock.ts'
import { tasks } from '../tasks/tasks.ts'
import type { SweepReport } from './sweep.ts'

/** The task is not about one item: there is one for all that wait. */
const everyItem = '00000000-0000-0000-0000-000000000000'
/** The items have already waited long, so they are looked at within a month. */
const lookedAtWithin = { days: 28 }

/** Raises the task after a sweep if anything waits for a review, and ends it if nothing does. */
export async function raiseReviews(
  deps: Pick<GateDeps, 'database' | 'keys' | 'clock' | 'inForce' | 'record'>,
  { review }: Pick<SweepReport, 'review'>,
): Promise<void> {
  const list = tasks(deps)
  if (Object.keys(review).length === 0) return list.fallAway('retention-review', everyItem)
  const dueOn = dateIn(deps.clock()).add(lookedAtWithin)
  await list.raise({ kind: 'retention-review', role: 'data-protection-officer', about: everyItem, person: null, dueOn })
}
