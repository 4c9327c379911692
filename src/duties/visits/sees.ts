import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'

/** Whether the edition lets one of the colleague's roles sign visitors in, and so see who is inside (OF1). */
export function seesVisits(edition: Edition, colleague: Colleague): boolean {
  return grantsOf(edition, 'visitor-safety', 'collect', colleague.roles).some(({ categories }) => categories.includes('visits'))
}

/** Whether one of the colleague's roles may see the roll call, in an alarm if not always. */
export function seesRollCall(edition: Edition, colleague: Colleague): boolean {
  return grantsOf(edition, 'visitor-safety', 'view', colleague.roles).some(({ categories }) => categories.includes('visits'))
}

/** The landlord's offices: what a visit calls each, and its name and address for people. */
export type Office = { readonly id: string; readonly name: string; readonly address: string }

export function officesOf(_edition: Edition): readonly Office[] {
  return []
}
