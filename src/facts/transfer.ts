import type { Edition } from '#notice/edition.ts'

/** Whether every system of the activity outside the United Kingdom has a transfer mechanism in force (T1); true where none is outside. */
export function transferMechanismInForce(edition: Edition, activity: string, today: Temporal.PlainDate): boolean {
  const used = edition.activities.find((entry) => entry.id === activity)?.systems ?? []
  return used.every((id) => {
    const system = edition.systems.find((entry) => entry.id === id)
    if (system === undefined) return false
    if (system.country === 'GB') return true
    const mechanism = system.mechanism
    return mechanism !== undefined && (mechanism.until === undefined || Temporal.PlainDate.compare(today, mechanism.until) <= 0)
  })
}
