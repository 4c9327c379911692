import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf, rolesFor } from '#notice/grants-of.ts'
import type { Category } from '#notice/vocabulary.ts'
import { visit } from '#records/visit/visit.ts'
import { visitAssistance } from '#records/visit-assistance/visit-assistance.ts'

const activity = 'visitor-safety'

/** Whether the edition lets one of the colleague's roles sign visitors in, and so see who is inside (OF1). */
export function seesVisits(edition: Edition, colleague: Colleague): boolean {
  return grantsOf(edition, activity, 'collect', colleague.roles).some(({ categories }) => categories.includes(visit.category))
}

/** Whether one of the colleague's roles may see the roll call, in an alarm if not always. */
export function seesRollCall(edition: Edition, colleague: Colleague): boolean {
  return grantsOf(edition, activity, 'view', colleague.roles).some(({ categories }) => categories.includes(visit.category))
}

/** Which of the questions that need no answer are asked at all: those that the edition lets somebody collect. */
export function asksFor(edition: Edition): { readonly help: boolean; readonly registration: boolean } {
  const collects = (category: Category) =>
    grantsOf(edition, activity, 'collect', rolesFor(edition, activity, 'collect')).some(({ categories }) => categories.includes(category))
  return { help: collects(visitAssistance.category), registration: collects('vehicle-registrations') }
}

/** One of the landlord's offices: what a visit calls it, and its name and address for people. */
export type Office = NonNullable<Edition['landlord']['offices']>[number]

export function officesOf({ landlord }: Pick<Edition, 'landlord'>): readonly Office[] {
  return landlord.offices ?? []
}
