import type { GateDeps } from '#gate/deps.ts'
import { find, findingActivity } from '#gate/find/find.ts'
import { Fault } from '#shared/fault.ts'
import { mandated } from '../mandated.ts'

/** The ids of the people on file with a number, and whether there are more than a search answers. */
export async function peopleWithNumber(deps: GateDeps, number: string | undefined) {
  if (number === undefined) return { people: [], more: false }
  const { edition } = deps.inForce().released
  const system = mandated(edition, 'identity-verification', 'telephone-system')
  const answer = await find(deps, system, findingActivity(deps, system), number)
  if (!answer.ok) throw new Fault('number-not-looked-up', 'the notice lets nobody look for a person by their number')
  return { people: answer.people.map(({ person }) => person), more: answer.more }
}
