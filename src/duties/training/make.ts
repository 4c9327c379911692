import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Incoming, Stretch } from '#gate/media/media-at-rest.ts'
import type { Opened } from '#gate/opened.ts'
import { theOne } from '#gate/read/the-one.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { clockFrom } from '#records/clock-of.ts'
import { consents } from '#records/consent/consent.ts'
import { personalDetails } from '#records/person/person.ts'
import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { dateIn } from '#shared/clock.ts'
import { holdsName } from './names.ts'
import { voices } from './voices.ts'

/**
 * `claim`: that nobody on it can be recognised, or that everybody on it agrees. What the colleague writes is checked for the names of the
 * person on the call and of the colleague who took it. `heard`: the names of other colleagues who are heard on it.
 */
export type Making = {
  readonly recording: string
  readonly title: string
  readonly transcript: string | null
  readonly claim: 'nobody-identifiable' | 'consent'
  readonly heard: readonly string[]
  readonly seconds: number
}

/**
 * `absent`: there is no sound to cut. `name`: the words contain the name of somebody on the call. `consent`: the caller has not agreed.
 * `unnamed`: nobody knows which colleague is heard, so that nobody can be asked.
 */
export type MakeAnswer = Answer<{ readonly extract: string }, 'absent' | 'name' | 'consent' | 'unnamed'>

type Deps = GateDeps & { readonly gate: Gate }
export const activity = 'call-training'
const nobody = { firstName: null, middleName: null, lastName: null, preferredName: null }

/**
 * Makes an extract of a recording that the colleague has open to listen to. `cut` makes it from the whole recording. One that rests on
 * consent asks each colleague who is heard for their own.
 */
export async function makeExtract(
  deps: Deps,
  { listening, colleague }: { readonly listening: Opened<'call-quality'>; readonly colleague: Colleague },
  making: Making,
  cut: (whole: Stretch) => Incoming,
): Promise<MakeAnswer> {
  const about = await deps.gate.open(colleague, { activity, person: listening.person, because: 'check' })
  if (!about.ok) return about
  const call = theOne(await listening.read(callRecordings, making.recording))
  if (!call.ok) return call.why === 'refused' ? call : { ok: false, why: 'absent' }
  const { takenBy, startedAt } = call.item
  const words = `${making.title} ${making.transcript ?? ''}`
  const named = await about.compare(personalDetails, (row) => holdsName(words, row))
  if (!named.ok) return named
  if (named.matched || holdsName(words, { ...nobody, firstName: takenBy })) return { ok: false, why: 'name' }
  const heard = [...new Set([...(takenBy === null ? [] : [takenBy]), ...making.heard].map((name) => name.trim()))]
  if (making.claim === 'consent' && heard.length === 0) return { ok: false, why: 'unnamed' }
  if (making.claim === 'consent' && !(await agrees(deps, about))) return { ok: false, why: 'consent' }
  const sound = await listening.hear(callRecordings, { id: making.recording, from: 0, to: Number.MAX_SAFE_INTEGER })
  if (!sound.ok) return sound.why === 'refused' ? sound : { ok: false, why: 'absent' }
  const item = itemOf(deps, colleague, making, { person: listening.person, on: dateIn(Temporal.Instant.from(startedAt)) })
  const stored = await deps.gate.takeIn(colleague, { activity, because: 'check' }, trainingExtract, item, cut(sound.stretch))
  if (!stored.ok) return stored
  // Until they are asked it rests on nothing, and stays closed.
  if (making.claim === 'consent') await voices(deps).ask(item.id, heard, colleague)
  return { ok: true, extract: item.id }
}

/** Whether the newest answer of the person on the call is a consent that is in force. */
async function agrees({ clock }: Pick<GateDeps, 'clock'>, about: Opened<typeof activity>): Promise<boolean> {
  const answer = await about.read(consents)
  const asked = answer.ok ? answer.rows.filter(({ forActivity }) => forActivity === activity) : []
  const newest = asked.toSorted((one, other) => other.answeredAt.localeCompare(one.answeredAt))[0]
  if (newest?.answer !== 'given') return false
  return newest.endedOn === null || newest.endedOn > dateIn(clock()).toString()
}

type OfCall = { readonly person: string; readonly on: Temporal.PlainDate }

function itemOf({ clock, inForce }: GateDeps, colleague: Colleague, making: Making, { person, on }: OfCall) {
  const now = clock()
  const today = dateIn(now)
  const { recording, title, transcript, claim, seconds } = making
  const made = { madeOn: today.toString(), madeBy: colleague.name, madeById: colleague.id }
  const values = { title, transcript, claim, seconds, calledOn: on.toString(), ...made, cutFrom: recording, ofPerson: person }
  const from = clockFrom(inForce().released.edition, trainingExtract, activity, values, today)
  return { id: randomUUID(), values, source: 'colleague', collectedAt: now, clockFrom: from } as const
}
