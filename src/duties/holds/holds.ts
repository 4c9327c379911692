import { randomUUID } from 'node:crypto'
import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import { coverable } from '#gate/held.ts'
import type { Colleague } from '#gate/judge.ts'
import { mayHave, type Opened } from '#gate/opened.ts'
import type { PartShape, Values } from '#gate/record-part.ts'
import type { ChangeAnswer } from '#gate/write/change.ts'
import type { Activity } from '#notice/vocabulary.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { hold } from '#records/hold/hold.ts'
import { dateIn } from '#shared/clock.ts'
import { happen } from '../cases/happen.ts'
import { taskOf } from '../cases/task-of.ts'
import { holdCase } from './hold-case.ts'
import { type HoldKind, heldTypeNamed, holdKindsOf, isPublished } from './kinds.ts'

type Deps = Pick<GateDeps, 'database' | 'clock' | 'inForce'>
/** A record that is open for an activity whose ceiling includes the category of holds. */
export type OpenForHolds = Opened<ActivityWith<'documents'>>

/** Whether a hold can be placed from here: the activity and the role may write down the reason. */
export function mayKeepLonger(opened: { readonly activity: Activity }): opened is OpenForHolds {
  return mayHave(opened, 'documents') && opened.allows('documents')
}

export type Hold = PartShape<typeof hold.fields, 'documents'>

/** `type`: the name of the record type. `why`: in the colleague's own words, sealed. */
export type Placing = {
  readonly type: string
  readonly item: string
  readonly kind: HoldKind
  readonly why: string
  readonly reviewOn: Temporal.PlainDate
}

/**
 * `type`: a hold of this kind cannot cover that record type. `ground`: the notice does not publish it as a ground to keep a recorded call.
 * `item`: the person has no such item. `review`: the day is not after today.
 */
export type PlaceAnswer = Answer<{ readonly hold: string }, 'type' | 'ground' | 'item' | 'review'>

/**
 * Keeps one item past its date for a reason (TC4). Once it is stored, the sweep leaves the item alone, and only those may open it whom the
 * notice allows while it is on hold. By then the task to review it waits.
 */
export async function placeHold(deps: Deps, opened: OpenForHolds, colleague: Colleague, placing: Placing): Promise<PlaceAnswer> {
  const type = heldTypeNamed(placing.type)
  if (type === undefined) return { ok: false, why: 'type' }
  const { edition } = deps.inForce().released
  if (!isPublished(edition, type.name, placing.kind)) return { ok: false, why: 'ground' }
  if (!holdKindsOf(edition, type).includes(placing.kind)) return { ok: false, why: 'type' }
  const now = deps.clock()
  if (Temporal.PlainDate.compare(placing.reviewOn, dateIn(now)) <= 0) return { ok: false, why: 'review' }
  const [isTheirs] = await coverable(deps, type, [{ person: opened.person, item: placing.item }])
  if (isTheirs !== true) return { ok: false, why: 'item' }
  const values = {
    recordType: type.name,
    itemId: placing.item,
    reason: placing.kind,
    details: placing.why,
    placedBy: colleague.name,
    placedOn: dateIn(now).toString(),
    reviewOn: placing.reviewOn.toString(),
    reviewBy: opened.role ?? null,
  }
  return storeHold(opened, values, now)
}

/** Stores a hold, and raises the task to review it when it is due. */
export async function storeHold(
  opened: Pick<Opened<Activity>, 'collect' | 'person'>,
  values: Values<typeof hold.fields>,
  at: Temporal.Instant,
): Promise<Answer<{ readonly hold: string }>> {
  const id = randomUUID()
  const row = { collectedAt: at.toString(), ...values, reviewBy: values.reviewBy ?? null, decidedBy: null, liftedOn: null }
  const task = taskOf(holdCase, row, { person: opened.person, at })
  const answer = await opened.collect(hold, { id, values, source: 'colleague', collectedAt: at, clockFrom: null, task })
  return answer.ok ? { ok: true, hold: id } : answer
}

/** `reviewOn`: the day of the next review, where it is kept. */
export type Reviewing = { readonly outcome: 'kept' | 'lifted'; readonly why: string; readonly reviewOn?: Temporal.PlainDate | null }

/**
 * Reviews a hold as it was read: keeps it until another day, or lifts it, after which the next sweep deletes its item if that is past its
 * date. The words are added to the existing ones. One that keeps a call is only kept on for a ground that the notice publishes today (`ground`).
 */
export async function reviewHold(
  deps: Deps,
  opened: OpenForHolds,
  colleague: Colleague,
  asRead: Hold,
  { outcome, why, reviewOn = null }: Reviewing,
): Promise<ChangeAnswer | NotDone<'review' | 'ground'>> {
  const { edition } = deps.inForce().released
  if (outcome === 'kept' && !isPublished(edition, asRead.recordType, asRead.reason)) return { ok: false, why: 'ground' }
  const today = dateIn(deps.clock())
  const next = outcome === 'kept' ? reviewOn : null
  const isToCome = next !== null && Temporal.PlainDate.compare(next, today) > 0
  if (outcome === 'kept' && !isToCome) return { ok: false, why: 'review' }
  const details = [asRead.details, `${today.toString()}, ${colleague.name}: ${why}`].filter((line) => line !== null).join('\n')
  const values = { details, decidedBy: colleague.name, ...(next === null ? {} : { reviewOn: next.toString() }) }
  return happen(deps, opened, holdCase, colleague, { asRead, event: outcome, values })
}
