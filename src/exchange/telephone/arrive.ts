import { arriving } from '#duties/calls/arriving.ts'
import type { GateParts } from '#gate/parts.ts'
import { namedId } from '../named-id.ts'
import type { Arrival } from './call.ts'
import { heldWith } from './held-with.ts'

/** People of one number who are worth offering: a number of more is a switchboard's. */
const mostOffered = 5

/**
 * A call that begins to ring (TC1): whose number it may be is looked up, and the number let go. Passed on, it rings at another line, and is noted
 * there too. Answers its id, and whether it was new, sent again, or is another under the same reference.
 */
export async function takeInArrival(
  parts: GateParts,
  call: Arrival,
): Promise<{ readonly id: string; readonly noted: 'new' | 'again' | 'other' }> {
  const { people, more } = await heldWith(parts, call.callingNumber)
  const { reference, line } = call
  const id = namedId('telephone', parts.database.schema, reference, line)
  const andOthers = more || people.length > mostOffered
  const offered = { people: andOthers ? [] : people, andOthers }
  const noted = await arriving(parts).note({ id, reference, line, hasNumber: call.callingNumber !== undefined, ...offered })
  return { id, noted }
}
