import type { Vouched } from '#gate/judge.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import type { Activity } from '#notice/vocabulary.ts'
import type { NewTask } from '../tasks/task.ts'
import { made, type Stated } from './stated.ts'

/** How long a record stays open after a reason was given or the opening was extended. */
export const openFor = Temporal.Duration.from({ minutes: 30 })

/** A colleague's opening of one person's record, for one activity and reason. */
export type Opening = {
  readonly id: string
  readonly person: string
  readonly activity: string
  readonly reason: OpeningReason
  /** The case, call or letter that it belongs to, in the colleague's words. */
  readonly reference: string
  /** The telephone system's own reference of the ringing call that it was opened for; null if none was. */
  readonly callReference: string | null
  /** Why special category data is needed this time (SC5); null if it was not asked for. */
  readonly specialReason: string | null
  /** What the colleague stated besides about the person's situation (SC7, SC8). */
  readonly stated: Stated
  /** Whether the colleague confirmed that nobody else can hear or see it (TC9). */
  readonly privateSetting: boolean
  readonly openedAt: Temporal.Instant
  readonly closesAt: Temporal.Instant
}

export type Beginning = {
  readonly person: string
  readonly activity: Activity
  readonly reason: OpeningReason
  readonly reference: string
  readonly specialReason: string | null
  readonly stated?: Stated
  readonly privateSetting: boolean
  readonly callReference?: string | null
  /** A task about the opening, which waits from now on. */
  readonly raises?: Pick<NewTask, 'kind' | 'role' | 'dueOn'>
}

type Vouching = Pick<Beginning, 'reason' | 'specialReason' | 'privateSetting' | 'stated'> & { readonly activity: string }

/**
 * What the colleague vouches for in this opening and no other. An emergency that is declared counts for acting in it alone; health is opened in one only
 * where the person cannot answer (UK GDPR Article 9(2)(c)).
 */
export function vouchedBy({ activity, reason, specialReason, privateSetting, stated = {} }: Vouching): readonly Vouched[] {
  const isDeclared = reason === 'emergency' && activity === 'emergency'
  return [
    ...(isDeclared ? (['emergency-declared'] as const) : []),
    ...(isDeclared && specialReason !== null ? (['incapable-of-consent'] as const) : []),
    ...(specialReason === null ? [] : (['special-category-reason'] as const)),
    ...(privateSetting ? (['private-setting'] as const) : []),
    ...made(stated),
  ]
}

/** What the gate is told of an opening, beside its activity. */
export function askedFor(opening: Opening) {
  const { person, reason: because, id } = opening
  return { person, because, opening: id, vouched: vouchedBy(opening) }
}
