import type { Edition, EditionActivity, System } from './edition.ts'

/**
 * Whether data goes abroad in an act (T1): by a system of the activity that is known to be abroad, or by one that the data is sent to. A system that
 * is only looked at, and of which nobody has said where it is, does not stop the look.
 */
export function goesAbroad(edition: Pick<Edition, 'systems'>, activity: EditionActivity, through: readonly string[]): boolean {
  return activity.systems.some((id) => isKnownAbroad(systemOf(edition, id))) || through.some((id) => countsAsAbroad(systemOf(edition, id)))
}

/** The systems of an activity that need a transfer mechanism; `undefined` stands for one that is not on the register. */
export function systemsAbroad(edition: Pick<Edition, 'systems'>, activity: EditionActivity): readonly (System | undefined)[] {
  const sentTo = [...activity.colleagues, ...activity.sharing].flatMap(({ through }) => through)
  return [
    ...activity.systems.map((id) => systemOf(edition, id)).filter(isKnownAbroad),
    ...sentTo.map((id) => systemOf(edition, id)).filter(countsAsAbroad),
  ]
}

/** Where nobody has confirmed the place, or the system is not on the register, it counts as abroad. */
export function countsAsAbroad(system: System | undefined): boolean {
  return system === undefined || system.standing === 'to-confirm' || system.country !== 'GB'
}

function isKnownAbroad(system: System | undefined): boolean {
  return system === undefined || (system.standing === 'fixed' && system.country !== 'GB')
}

function systemOf({ systems }: Pick<Edition, 'systems'>, id: string): System | undefined {
  return systems.find((each) => each.id === id)
}
