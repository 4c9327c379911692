import { z } from 'zod'
import { find, findingActivity } from '#gate/find.ts'
import type { Gate } from '#gate/gate.ts'
import { knownIds } from '#gate/known-ids.ts'
import type { GateParts } from '#gate/parts.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { clockFrom } from '#records/clock-of.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { mandated } from '../mandated.ts'
import { namedId } from '../named-id.ts'
import { soundOf } from './sound-kind.ts'

/** Call data as a telephone system sends it (docs/telephony.md). */
export const callShape = z.strictObject({
  /** The telephone system's own id of the call: the same call sent twice is one. */
  reference: z.string().trim().min(1).max(200),
  direction: z.enum(['in', 'out']),
  startedAt: z.iso.datetime({ offset: true }),
  seconds: z.int().min(0).max(86_400),
  /** The id of the person it was with, where the telephone system was told; else who is held with the number. */
  person: z.uuid().optional(),
  callingNumber: z
    .string()
    .trim()
    .regex(/^\+?[0-9 ()-]{3,25}$/, 'a number has digits, and may have + ( ) - and spaces')
    .optional(),
  colleague: z.string().trim().min(1).max(200).optional(),
})
export type Call = z.infer<typeof callShape>

/** Four hours of uncompressed stereo speech, and more. */
export const mostBytes = 2 * 1024 ** 3

export type CallAnswer =
  | { readonly taken: 'stored' | 'unchanged'; readonly recording: string; readonly person: string | null; readonly bytes: number }
  | { readonly taken: 'refused'; readonly why: 'nobody' | 'several' | 'past' | 'future' | 'notice' }

const activity = 'call-recording'

/**
 * Takes in one recorded call with its sound (TC2), under the activity `call-recording`: either all of it is there afterwards or nothing. Faults
 * `media-*` where the sound is none, too long or cut short.
 */
export async function takeInCall(
  parts: GateParts & { readonly gate: Gate },
  call: Call,
  sound: AsyncIterable<Uint8Array>,
): Promise<CallAnswer> {
  const { edition } = parts.inForce().released
  const recording = namedId('telephone', parts.database.schema, call.reference)
  if ((await knownIds(parts, callRecording, [recording])).has(recording)) return { taken: 'unchanged', recording, person: null, bytes: 0 }
  const startedAt = Temporal.Instant.from(call.startedAt)
  const values = {
    startedAt: startedAt.toString(),
    seconds: call.seconds,
    direction: call.direction,
    takenBy: call.colleague ?? null,
    callingNumber: call.callingNumber ?? null,
  }
  const now = parts.clock()
  if (Temporal.Instant.compare(startedAt, now) > 0) return { taken: 'refused', why: 'future' }
  const from = clockFrom(edition, callRecording, activity, values, dateIn(startedAt))
  const period = retentionRuleFor(edition, callRecording.category, activity)?.period
  // What would go at the next sweep is not taken in to lie here until then.
  if (from === null || period === undefined || Temporal.PlainDate.compare(from.add(period), dateIn(now)) <= 0)
    return { taken: 'refused', why: 'past' }
  const person = call.person ?? (await whoHas(parts, call.callingNumber))
  if (person === 'nobody' || person === 'several') return { taken: 'refused', why: person }
  const system = mandated(edition, activity, 'telephone-system')
  const opened = await parts.gate.open(system, { activity, person, because: 'import' })
  if (!opened.permitted) return { taken: 'refused', why: 'notice' }
  const item = { id: recording, values, source: 'telephone-system', collectedAt: startedAt, clockFrom: from } as const
  const stored = await opened.collectMedia(callRecording, item, soundOf(sound, mostBytes))
  if (!stored.stored) return { taken: 'refused', why: 'notice' }
  return { taken: 'stored', recording, person, bytes: stored.bytes }
}

/** The one person who is held with the number (TC1). It links the call to the likely person, and is never a check of who it was. */
async function whoHas(parts: GateParts, number: string | undefined): Promise<string> {
  if (number === undefined) return 'nobody'
  const { edition } = parts.inForce().released
  const system = mandated(edition, 'identity-verification', 'telephone-system')
  const answer = await find(parts, system, findingActivity(parts, system), number)
  if (!answer.found) throw new Fault('number-not-looked-up', 'the notice lets nobody look for a person by their number')
  const [first, ...others] = answer.people
  if (first === undefined) return 'nobody'
  return others.length > 0 ? 'several' : first.person
}
