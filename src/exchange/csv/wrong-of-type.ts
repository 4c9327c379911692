import { isPublished } from '#duties/holds/kinds.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { callGrounds } from '#notice/hold-grounds.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { hold } from '#records/hold/hold.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { wrongPlace } from '#records/organisation/wrong-place.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { wrongRoute } from '../telephone/route.ts'
import { whyNoNumber } from '../telephone-number.ts'

type Values = Readonly<Record<string, unknown>>

/** Why a row's values cannot be right, naming the column, or null: what some types ask beyond what their fields declare. */
export function wrongOfType(edition: Edition, type: RecordType, values: Values): string | null {
  if (type === hold) return wrongGround(edition, values)
  if (type === organisation) return wrongOrganisation(values)
  const { route, seconds, soundSeconds } = values
  if ((type !== callRecording && type !== unlinkedCall) || typeof route !== 'string') return null
  const why = wrongRoute(route, { seconds, soundSeconds })
  return why === null ? null : `\`route\` ${why}`
}

/** Whoever asks is rung back at its number, and only what goes abroad needs cover. */
function wrongOrganisation(values: Values): string | null {
  const { callBack } = values
  const why = typeof callBack === 'string' ? whyNoNumber(callBack) : null
  if (why !== null) return `\`callBack\` ${why}`
  const misplaced = wrongPlace(values)
  return misplaced === null ? null : `\`${misplaced}\` is given, and what stays in the United Kingdom (\`place\`) is not transferred abroad`
}

/** TC4: a hold in force keeps recorded calls only on a ground that the notice publishes. */
function wrongGround(edition: Edition, { recordType, reason, liftedOn }: Values): string | null {
  const covered = typeof recordType === 'string' ? recordType : null
  if (typeof liftedOn === 'string' || isPublished(edition, covered, String(reason))) return null
  const grounds = callGrounds(edition).map((ground) => `\`${ground}\``)
  return `\`reason\` is no ground on which the notice lets recorded calls be kept (${grounds.join(', ') || 'it has none'}): write one, or name another \`recordType\``
}
