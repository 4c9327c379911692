import type { GateDeps } from '#gate/deps.ts'
import { namedId } from '../named-id.ts'

/** The id that the recording of a call has, or will have once it comes in, by the telephone system's own reference of the call. */
export function recordingIdOf({ database }: Pick<GateDeps, 'database'>, reference: string): string {
  return namedId('telephone', database.schema, reference)
}
