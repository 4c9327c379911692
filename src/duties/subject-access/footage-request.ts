import type { GateParts } from '#gate/parts.ts'
import { footage } from '#records/footage/footage.ts'
import { dateIn } from '#shared/clock.ts'
import { tasks } from '../tasks/tasks.ts'
import type { Withheld } from './left-out.ts'

/** Whether they are in it, and what of it they get, is decided by people, within the month that the law gives (CV5). */
const decidedWithin = Temporal.Duration.from({ months: 1 })

/** After somebody's data was gathered: footage that may show them is looked through by a colleague. Raised twice it is one task. */
export async function askForFootage(
  parts: Pick<GateParts, 'database' | 'keys' | 'clock' | 'inForce' | 'record'>,
  person: string,
  withheld: readonly Pick<Withheld, 'type'>[],
): Promise<void> {
  if (!withheld.some(({ type }) => type === footage.name)) return
  const dueOn = dateIn(parts.clock()).add(decidedWithin)
  await tasks(parts).raise({ kind: 'footage-request', role: 'data-protection-officer', about: person, person, dueOn })
}
