import type { RecordType } from '#gate/record-type.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { wrongRoute } from '../telephone/route.ts'

type Values = Readonly<Record<string, unknown>>

/** Why a row's values cannot be right, naming the column, or null: what some types ask beyond what their fields declare. */
export function wrongOfType(type: RecordType, values: Values): string | null {
  const { route, seconds, soundSeconds } = values
  if ((type !== callRecording && type !== unlinkedCall) || typeof route !== 'string') return null
  const why = wrongRoute(route, { seconds, soundSeconds })
  return why === null ? null : `\`route\` ${why}`
}
