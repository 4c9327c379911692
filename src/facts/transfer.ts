import { systemsAbroad } from '#notice/abroad.ts'
import type { Edition } from '#notice/edition.ts'

/**
 * Whether every system of the activity that counts as abroad has a transfer mechanism in force (T1); true where none is abroad. A mechanism for a
 * system that nobody has confirmed is none: which one covers it depends on where it is.
 */
export function transferMechanismInForce(edition: Edition, activity: string, today: Temporal.PlainDate): boolean {
  const found = edition.activities.find((entry) => entry.id === activity)
  if (found === undefined) return true
  return systemsAbroad(edition, found).every((system) => {
    if (system === undefined || system.standing === 'to-confirm') return false
    const { mechanism } = system
    return mechanism !== undefined && (mechanism.until === undefined || Temporal.PlainDate.compare(today, mechanism.until) <= 0)
  })
}
