import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { workingDaysAfter } from '#law/holidays.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { dateIn } from '#shared/clock.ts'
import type { Opening } from './opening.ts'
import { type OpeningDeps, openings } from './openings.ts'

/** `what`: what is happening, in the colleague's words. `cannotAnswer`: the person cannot be asked, so that their health is opened too. */
export type Declaring = { readonly person: string; readonly what: string; readonly cannotAnswer: boolean }

/** Whether the notice lets one of the colleague's roles act in an emergency. */
export function mayDeclare(edition: Pick<Edition, 'activities'>, { roles }: Pick<Colleague, 'roles'>): boolean {
  return grantsOf(edition, 'emergency', 'view', roles).length > 0
}

/**
 * Declares an emergency about one person, which opens what helps at that moment (L6). It ends by itself with the opening. The data protection team is
 * told at once, by a task in the same transaction, and looks at it on the next working day.
 */
export function declareEmergency(
  deps: OpeningDeps,
  colleague: Colleague,
  { person, what, cannotAnswer }: Declaring,
): Promise<Answer<Opening>> {
  const today = dateIn(deps.clock())
  return openings(deps).begin(colleague, {
    ...{ person, activity: 'emergency', reason: 'emergency', reference: what, privateSetting: false },
    specialReason: cannotAnswer ? what : null,
    raises: {
      kind: 'emergency-review',
      role: 'data-protection-officer',
      dueOn: workingDaysAfter(today, 1, 'england-and-wales') ?? today.add({ days: 1 }),
    },
  })
}
