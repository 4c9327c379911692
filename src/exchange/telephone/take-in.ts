import type { GateDeps } from '#gate/deps.ts'
import { knownContactsOf, knownContactWithin, knownIds } from '#gate/find/known-ids.ts'
import type { Gate } from '#gate/gate.ts'
import { coverable } from '#gate/held.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { callRecording, callRecordings } from '#records/call-recording/call-recording.ts'
import { clockFrom } from '#records/clock-of.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { unlinkedCall, unlinkedCalls } from '#records/unlinked-call/unlinked-call.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { unlessTaken } from '#store/unless-taken.ts'
import { mandated } from '../mandated.ts'
import { type Arriving, arriving, isSameAgain } from '../same-again.ts'
import { type Call, neverRecorded, recordedSeconds } from './call.ts'
import { peopleWithNumber } from './people-with-number.ts'
import { recordingIdOf } from './recording-id.ts'
import { routeInWords } from './route.ts'
import { heardOf } from './sound-kind.ts'
import { waveform, waveformKind } from './waveform.ts'

/** How long after a call a note still counts as that call's. */
const notedWithin = Temporal.Duration.from({ minutes: 15 })
/** More than four hours of uncompressed stereo speech. */
export const mostBytes = 2 * 1024 ** 3

export type CallAnswer =
  /** `person`: null where it is not known who it was with. */
  | { readonly taken: 'stored' | 'unchanged'; readonly recording: string; readonly person: string | null; readonly bytes: number }
  | { readonly taken: 'refused'; readonly why: 'past' | 'future' | 'notice' | 'mobile' | 'contact' | 'taken' }

const activity = 'call-recording'

export type TelephoneDeps = GateDeps & { readonly gate: Gate; readonly ffmpeg: Ffmpeg | null }

/**
 * Takes in one recorded call with its sound (TC2), under the activity `call-recording`: either all of it is stored or nothing. A call from a number
 * that nobody on file has, or several people have, is linked to nobody until a colleague says whose it was. Another call under a stored reference is
 * refused (`taken`). Faults `media-*` where the sound is missing, too long or cut short.
 */
export async function takeInCall(deps: TelephoneDeps, call: Call, sound: AsyncIterable<Uint8Array>): Promise<CallAnswer> {
  const recording = recordingIdOf(deps, call.reference)
  const coming = arriving({ ...call, startedAt: Temporal.Instant.from(call.startedAt).toString() }, sound)
  const again = () => knownAgain(deps, recording, coming)
  return (await again()) ?? unlessTaken(again, () => store(deps, call, recording, coming))
}

async function store(deps: TelephoneDeps, call: Call, recording: string, coming: Arriving): Promise<CallAnswer> {
  if (call.segments?.some(neverRecorded) === true) return { taken: 'refused', why: 'mobile' }
  const item = itemOf(deps, call, recording)
  if (typeof item === 'string') return { taken: 'refused', why: item }
  const person = call.person ?? (await whoHas(deps, call.callingNumber))
  const heard = heardOf(coming.bytes, { bytes: mostBytes, seconds: recordedSeconds(call) ?? call.seconds })
  const found = () => ({ soundSeconds: Math.round(heard.heard().seconds), arrivedAs: coming.digest() })
  const incoming = { ...heard, values: found }
  const system = mandated(deps.inForce().released.edition, activity, 'telephone-system')
  if (person === null) {
    if (call.contact !== undefined) return { taken: 'refused', why: 'contact' }
    const stored = await deps.gate.takeIn(system, { activity, because: 'import' }, unlinkedCall, item, incoming)
    if (!stored.ok) return { taken: 'refused', why: 'notice' }
    await draw(deps, recording, recording, unlinkedCalls)
    return { taken: 'stored', recording, person, bytes: stored.bytes }
  }
  if (!(await isContactOf(deps, person, call.contact))) return { taken: 'refused', why: 'contact' }
  const opened = await deps.gate.open(system, { activity, person, because: 'import' })
  if (!opened.ok) return { taken: 'refused', why: 'notice' }
  const values = { ...item.values, contactId: call.contact ?? (await contactNoted(deps, person, call, recording)) }
  const stored = await opened.collectMedia(callRecording, { ...item, values }, incoming)
  if (!stored.ok) return { taken: 'refused', why: 'notice' }
  await draw(deps, person, recording, callRecordings)
  return { taken: 'stored', recording, person, bytes: stored.bytes }
}

/** The answer where the reference is known: unchanged for the same call sent again, refused for another call. */
async function knownAgain(deps: GateDeps, recording: string, coming: Arriving): Promise<CallAnswer | undefined> {
  const types = [callRecording, unlinkedCall]
  const found = await Promise.all(types.map((type) => knownIds(deps, type, [recording])))
  if (!found.some((ids) => ids.has(recording))) return undefined
  const isSame = await isSameAgain(deps, types, recording, coming)
  return isSame ? { taken: 'unchanged', recording, person: null, bytes: 0 } : { taken: 'refused', why: 'taken' }
}

function itemOf(deps: GateDeps, call: Call, id: string) {
  const startedAt = Temporal.Instant.from(call.startedAt)
  const values = {
    startedAt: startedAt.toString(),
    seconds: call.seconds,
    direction: call.direction,
    takenBy: call.colleague ?? null,
    route: routeInWords(call.segments),
    callingNumber: call.callingNumber ?? null,
  }
  const now = deps.clock()
  if (Temporal.Instant.compare(startedAt, now) > 0) return 'future'
  const { edition } = deps.inForce().released
  const from = clockFrom(edition, callRecording, activity, values, dateIn(startedAt))
  const period = retentionRuleFor(edition, callRecording.category, activity)?.period
  // A recording that the next sweep would delete is refused.
  if (from === null || period === undefined || Temporal.PlainDate.compare(from.add(period), dateIn(now)) <= 0) return 'past'
  return { id, values, source: 'telephone-system', collectedAt: startedAt, clockFrom: from } as const
}

/** The one person on file with the number (TC1). It links the call to the likely person, and is never a check of who it was. */
async function whoHas(deps: GateDeps, number: string | undefined): Promise<string | null> {
  const { people } = await peopleWithNumber(deps, number)
  const [only, ...others] = people
  return only === undefined || others.length > 0 ? null : only
}

/**
 * The contact that a colleague noted for the call, where the telephone system names none: the one that has the call's reference; where nobody
 * has one, the only one of the time during the call or just after.
 */
async function contactNoted(deps: GateDeps, person: string, call: Call, recording: string): Promise<string | null> {
  const from = Temporal.Instant.from(call.startedAt)
  const meanwhile = { from, to: from.add({ seconds: call.seconds }).add(notedWithin) }
  const noted = await knownContactsOf(deps, recording)
  if (noted.length > 0) return noted.find((each) => each.person === person)?.id ?? null
  return knownContactWithin(deps, person, meanwhile)
}

async function isContactOf(deps: GateDeps, person: string, contact: string | undefined): Promise<boolean> {
  if (contact === undefined) return true
  const [isTheirs] = await coverable(deps, contactLog, [{ person, item: contact }])
  return isTheirs === true
}

/** A drawing of the sound is stored beside it; a sound that cannot be drawn is stored all the same. */
async function draw(deps: TelephoneDeps, person: string, id: string, part: typeof callRecordings | typeof unlinkedCalls): Promise<void> {
  const system = mandated(deps.inForce().released.edition, activity, 'telephone-system')
  const opened = await deps.gate.open(system, { activity, person, because: 'import' })
  if (!opened.ok) return
  try {
    await opened.deriveMedia(part, { id, kind: waveformKind, by: 'collect' }, (whole) => waveform(whole, deps.ffmpeg))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
}
