import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { NotPermitted } from '#decisions/decision.ts'
import { type Answer, refusedBy } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Opened } from '#gate/opened.ts'
import { goneIfUnknown } from '#gate/read/the-one.ts'
import type { PartShape } from '#gate/record-part.ts'
import { pictureInTurn } from '#media/in-turn.ts'
import { type PictureSource, preparedPicture } from '#media/picture.ts'
import type { Edition } from '#notice/edition.ts'
import { clockFrom } from '#records/clock-of.ts'
import { type PictureKind, picture, pictures } from '#records/picture/picture.ts'
import { dateIn } from '#shared/clock.ts'

export type PictureDeps = GateDeps & { readonly gate: Gate }

/** Pictures are collected and shown without names for this activity. A name needs `publicity` and the person's own consent. */
export const ofEvents = 'community-events'
/** Whether the notice has an activity for pictures. Without one, no role may look for them. */
export function knowsPictures(edition: Edition): boolean {
  return edition.activities.some(({ id }) => id === ofEvents)
}

export const because = 'case'
/** The kind under which a picture's thumbnail is stored beside it. */
export const thumbnail = 'thumbnail'

export type PictureFacts = {
  readonly kind: PictureKind
  readonly shows: string
  readonly takenOn: Temporal.PlainDate
  readonly event: string | null
}

export type Added = Answer<{ readonly id: string }>

export type Picture = PartShape<typeof picture.fields, 'photographs'>

/** Opens a picture's record and what it contains, as far as the notice lets the colleague; `gone` if there is no such picture. */
export async function openPicture(
  deps: PictureDeps,
  colleague: Colleague,
  id: string,
): Promise<Answer<{ readonly opened: Opened<typeof ofEvents>; readonly head: Picture }, 'gone'>> {
  const opened = await deps.gate.open(colleague, { activity: ofEvents, person: id, because })
  if (!opened.ok) return goneIfUnknown(opened)
  const answer = await opened.read(pictures, id)
  if (!answer.ok) return answer
  const [head] = answer.rows
  return head === undefined ? { ok: false, why: 'gone' } : { ok: true, opened, head }
}

/** Why this colleague may add no pictures; null if they may. Asked before a picture is examined; a refusal is recorded. */
export function mayNotAdd(deps: PictureDeps, colleague: Colleague): Promise<NotPermitted | null> {
  return deps.gate.workList(colleague, { activity: ofEvents, because }).mayNotCollect(picture)
}

/**
 * Takes in a picture in the form in which it may be shown (PH1, PH3): the place and device in its file are removed before anything is
 * stored. It is only decoded for a colleague who may add it. Faults `media-*` if it is no picture.
 */
export async function addPicture(deps: PictureDeps, colleague: Colleague, facts: PictureFacts, source: PictureSource): Promise<Added> {
  const refusal = await mayNotAdd(deps, colleague)
  if (refusal !== null) return refusedBy(refusal)
  return pictureInTurn(() => addPermitted(deps, colleague, facts, source))
}

async function addPermitted(deps: PictureDeps, colleague: Colleague, facts: PictureFacts, source: PictureSource): Promise<Added> {
  const { whole, type, thumbnail: small, removed } = await preparedPicture(source)
  const id = randomUUID()
  const now = deps.clock()
  const values = {
    kind: facts.kind,
    shows: facts.shows,
    takenOn: facts.takenOn.toString(),
    event: facts.event,
    removed: removed.length === 0 ? null : removed.join(' '),
  }
  const { edition } = deps.inForce().released
  const clock = clockFrom(edition, picture, ofEvents, values, dateIn(now))
  const item = { id, values, source: 'camera', collectedAt: now, clockFrom: clock } as const
  const answer = await deps.gate.workList(colleague, { activity: ofEvents, because }).collectMedia(picture, item, streamed(whole, type))
  if (!answer.ok) return answer
  const opened = await deps.gate.open(colleague, { activity: ofEvents, person: id, because })
  if (!opened.ok) return opened
  const made = await opened.deriveMedia(pictures, { id, kind: thumbnail, by: 'collect' }, () => streamed(small.bytes, small.type))
  if (!made.ok && made.why === 'refused') return made
  return { ok: true, id }
}

function streamed(bytes: Buffer, type: string) {
  return { bytes: Readable.from([bytes]), type: () => type }
}
