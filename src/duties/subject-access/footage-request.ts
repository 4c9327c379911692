import type { GateDeps } from '#gate/deps.ts'
import { footage } from '#records/footage/footage.ts'
import { dateIn } from '#shared/clock.ts'
import { tasks } from '../tasks/tasks.ts'
import type { Withheld } from './left-out.ts'

/** People decide whether the person is in it and what they get of it, within the month that the law gives (CV5). */
const decidedWithin = Temporal.Duration.from({ months: 1 })

/**
 * After somebody's data was gathered, a colleague looks through footage that may show them. However often this is raised, it is one task.
 */
export async function askForFootage(
  deps: Pick<GateDeps, 'database' | 'keys' | 'clock' | 'inForce' | 'record'>,
  person: string,
  withheld: readonly Pick<Withheld, 'type'>[],
): Promise<void> {
  if (!withheld.some(({ type }) => type === footage.name)) return
  const dueOn = dateIn(deps.clock()).add(decidedWithin)
  await tasks(deps).raise({ kind: 'footage-request', role: 'data-protection-officer', about: person, person, dueOn })
}
