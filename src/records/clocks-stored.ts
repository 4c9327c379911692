import type { StoredClock } from '#notice/stored-clock.ts'
import { endsWithTenancy, notedOf, startedBy } from './clock-of.ts'
import { everyRecordType } from './every-record-type.ts'

/** What starts the clocks of every record type, for the check that no period is published which never runs (RT1). */
export const clocksStored: readonly StoredClock[] = everyRecordType.flatMap((type) => {
  const started = startedBy(type)
  if (started === null) return []
  return [
    {
      storedIn: type.name,
      category: type.category,
      usually: type.usual,
      started,
      noted: notedOf(type),
      withTenancy: endsWithTenancy(type),
      ofOnePerson: type.subject === 'self' || type.subject === 'own',
    },
  ]
})
