import { arriving } from '#duties/calls/arriving.ts'
import type { GateDeps } from '#gate/deps.ts'
import { namedId } from '../named-id.ts'
import type { Arrival } from './call.ts'
import { peopleWithNumber } from './people-with-number.ts'

/** The most people to suggest for one number: a number that more people share is a switchboard's. */
const mostOffered = 5

/**
 * A call that begins to ring (TC1). Looks up whose number it may be, and does not keep the number. A call that is passed on rings at another line,
 * which is noted too. Answers its id, and whether it is new, was sent again, or is another call under the same reference.
 */
export async function takeInArrival(
  deps: GateDeps,
  call: Arrival,
): Promise<{ readonly id: string; readonly noted: 'new' | 'again' | 'other' }> {
  const { people, more } = await peopleWithNumber(deps, call.callingNumber)
  const { reference, line } = call
  const id = namedId('telephone', deps.database.schema, reference, line)
  const andOthers = more || people.length > mostOffered
  const offered = { people: andOthers ? [] : people, andOthers }
  const noted = await arriving(deps).note({ id, reference, line, hasNumber: call.callingNumber !== undefined, ...offered })
  return { id, noted }
}
