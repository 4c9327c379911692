import { randomUUID } from 'node:crypto'
import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { ChangeAnswer } from '#gate/change.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Incoming, Stretch } from '#gate/media-at-rest.ts'
import type { Opened } from '#gate/opened.ts'
import type { PartShape } from '#gate/record-part.ts'
import { goneIfUnknown, theOne } from '#gate/the-one.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { clockFrom } from '#records/clock-of.ts'
import { consents } from '#records/consent/consent.ts'
import { personalDetails } from '#records/person/person.ts'
import { trainingExtract, trainingExtracts } from '#records/training-extract/training-extract.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { holdsName } from './names.ts'

export type Extract = PartShape<typeof trainingExtract.fields, 'call-recordings'>

/**
 * `claim`: that nobody on it can be recognised, or that everybody on it agrees. What the colleague writes is checked for the names of the
 * person on the call.
 */
export type Making = {
  readonly recording: string
  readonly title: string
  readonly transcript: string | null
  readonly claim: 'nobody-identifiable' | 'consent'
  readonly seconds: number
}

/** `absent`: there is no sound to cut. `name`: the words contain the person's name. `consent`: they have not agreed. */
export type MakeAnswer = Answer<{ readonly extract: string }, 'absent' | 'name' | 'consent'>

export type ReleaseAnswer = ChangeAnswer | NotDone<'own' | 'not-alone'>

const activity = 'call-training'
const mostListed = 50
const absent = { ok: false, why: 'absent' } as const

/** Extracts of recorded calls for training (TC7). */
export function training(deps: GateDeps & { readonly gate: Gate }) {
  const { gate } = deps
  /** Opens an extract to play it to a group, or with `alone` to listen to it beforehand where nobody else can hear. */
  const onExtract = (colleague: Colleague, extract: string, alone: boolean) =>
    gate.open(colleague, { activity, person: extract, because: 'check', ...(alone ? { vouched: ['private-setting'] } : {}) })

  async function one(colleague: Colleague, id: string): Promise<Answer<{ readonly extract: Extract }, 'gone'>> {
    const opened = await onExtract(colleague, id, false)
    if (!opened.ok) return goneIfUnknown(opened)
    const found = theOne(await opened.read(trainingExtracts, id, 'use'))
    return found.ok ? { ok: true, extract: found.item } : found
  }

  return {
    one,

    /** Makes an extract of a recording that the colleague has open to listen to. `cut` makes it from the whole recording. */
    async make(
      listening: Opened<'call-quality'>,
      colleague: Colleague,
      making: Making,
      cut: (whole: Stretch) => Incoming,
    ): Promise<MakeAnswer> {
      const about = await gate.open(colleague, { activity, person: listening.person, because: 'check' })
      if (!about.ok) return about
      const named = await about.compare(personalDetails, (row) => holdsName(`${making.title} ${making.transcript ?? ''}`, row))
      if (!named.ok) return named
      if (named.matched) return { ok: false, why: 'name' }
      if (making.claim === 'consent' && !(await agrees(deps, about))) return { ok: false, why: 'consent' }
      const heard = await listening.hear(callRecordings, { id: making.recording, from: 0, to: Number.MAX_SAFE_INTEGER })
      if (!heard.ok) return heard.why === 'refused' ? heard : { ok: false, why: 'absent' }
      const item = itemOf(deps, colleague, listening.person, making)
      const stored = await gate.takeIn(colleague, { activity, because: 'check' }, trainingExtract, item, cut(heard.stretch))
      if (!stored.ok) return stored
      return { ok: true, extract: item.id }
    },

    /** The newest, each as far as it may be played now. One whose consent was withdrawn is left out. */
    async list(colleague: Colleague): Promise<readonly Extract[]> {
      const text = `select id from training_extract where activity = $1 order by collected_at desc, id limit ${mostListed}`
      const rows = await deps.database.once<{ id: string }>(roleName(deps.database.schema, 'sweeper'), text, [activity])
      const found = await Promise.all(rows.map(({ id }) => one(colleague, id)))
      return found.flatMap((each) => (each.ok ? [each.extract] : []))
    },

    /**
     * A range of an extract: for a group once it is released; before that only for somebody other than its maker who says that nobody else
     * can hear.
     */
    async hear(colleague: Colleague, id: string, stretch: { readonly from: number; readonly to: number }, saidAlone: boolean) {
      const found = await one(colleague, id)
      if (!found.ok) return found.why === 'gone' ? absent : found
      const { releasedOn, madeById } = found.extract
      const alone = saidAlone && madeById !== colleague.id
      if (releasedOn === null && !alone) return absent
      const opened = await onExtract(colleague, id, alone)
      if (!opened.ok) return opened
      return opened.hear(trainingExtracts, { id, ...stretch, act: releasedOn === null ? 'view' : 'use' })
    },

    /** A second colleague, who has listened to it alone (TC9), releases the extract as it was read. */
    async release(colleague: Colleague, extract: Extract, alone: boolean): Promise<ReleaseAnswer> {
      if (extract.madeById === colleague.id) return { ok: false, why: 'own' }
      if (!alone) return { ok: false, why: 'not-alone' }
      const opened = await onExtract(colleague, extract.id, alone)
      if (!opened.ok) return opened
      const values = { releasedOn: dateIn(deps.clock()).toString(), releasedBy: colleague.name }
      return opened.correct(trainingExtract, { id: extract.id, version: extract.version, values, source: 'colleague' })
    },
  }
}

/** Whether the newest answer of the person on the call is a consent that is in force. */
async function agrees({ clock }: Pick<GateDeps, 'clock'>, about: Opened<'call-training'>): Promise<boolean> {
  const answer = await about.read(consents)
  const asked = answer.ok ? answer.rows.filter(({ forActivity }) => forActivity === activity) : []
  const newest = asked.toSorted((one, other) => other.answeredAt.localeCompare(one.answeredAt))[0]
  if (newest?.answer !== 'given') return false
  return newest.endedOn === null || newest.endedOn > dateIn(clock()).toString()
}

function itemOf({ clock, inForce }: GateDeps, colleague: Colleague, person: string, making: Making) {
  const now = clock()
  const today = dateIn(now)
  const { recording, title, transcript, claim, seconds } = making
  const made = { madeOn: today.toString(), madeBy: colleague.name, madeById: colleague.id }
  const values = { title, transcript, claim, seconds, ...made, cutFrom: recording, ofPerson: person }
  const from = clockFrom(inForce().released.edition, trainingExtract, activity, values, today)
  return { id: randomUUID(), values, source: 'colleague', collectedAt: now, clockFrom: from } as const
}
