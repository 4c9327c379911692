import { callRecording } from '#records/call-recording/call-recording.ts'
import { footage } from '#records/footage/footage.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { visit } from '#records/visit/visit.ts'
import { visitAssistance } from '#records/visit-assistance/visit-assistance.ts'
import { stopsAll, type Wait } from '../retention/wait.ts'

/** The clauses that say something is deleted, with the record types that each is about; null: all that the schedule covers. */
const restOnDeletion: ReadonlyMap<string, readonly string[] | null> = new Map([
  ['P5', null],
  ['RT1', null],
  ['TC3', [callRecording.name, unlinkedCall.name]],
  ['TC4', [callRecording.name, unlinkedCall.name]],
  ['CV2', [footage.name]],
  ['OF1', [visit.name, visitAssistance.name]],
  ['OF2', [footage.name]],
])

/** The waits that keep what the clause says is deleted. */
export function waitsOf(clause: string, waits: readonly Wait[]): readonly Wait[] {
  const types = restOnDeletion.get(clause)
  if (types === undefined) return []
  return waits.filter((wait) => stopsAll([wait]) || types === null || types.some((type) => (wait.goes?.[type] ?? 0) > 0))
}
