import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import type { OpenForShare, ShareDeps } from './open.ts'
import { ourQuestion } from './paths.ts'
import { type PrepareAnswer, prepareShare } from './prepare.ts'

/** A question of ours to another landlord. `home`: the home that they let to the person. `lived`: from when until when, as the person told us. */
export type ReferenceAsked = {
  readonly organisation: string
  readonly home: string
  readonly lived: string
  readonly question: string
  readonly neededBy: string | null
}

/**
 * Prepares a question for a reference: the person’s name, their home there with its dates, and what we ask. Why we ask is what the record is open for, in
 * the words of the notice. Nothing of the record goes with it.
 */
export function prepareReference(
  deps: ShareDeps,
  opened: OpenForShare,
  colleague: Colleague,
  { organisation, home, lived, question, neededBy }: ReferenceAsked,
): Promise<PrepareAnswer> {
  return prepareShare(deps, opened, colleague, {
    ...{ organisation, neededBy, occasion: ourQuestion, chosen: [], kept: null, consent: null, interest: null },
    ...{ asker: null, authoriser: null, reference: null, isVictim: null, requestedOn: null, wishes: null, wishesWhy: null },
    why: titleOf(deps.inForce().released.edition, opened.activity),
    question: [`The home that you let to them: ${home}`, `They lived there: ${lived}`, `What we ask: ${question}`].join('\n'),
  })
}

function titleOf({ activities }: Pick<Edition, 'activities'>, activity: string): string {
  return activities.find(({ id }) => id === activity)?.title ?? activity
}
