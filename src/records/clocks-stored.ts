import { isOfOnePerson } from '#gate/ties/tie.ts'
import type { StoredClock } from '#notice/stored-clock.ts'
import { notedOf, startedBy } from './clock-of.ts'
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
      withTenancy: type.tie.tenancyEnd !== null,
      ofOnePerson: isOfOnePerson(type.tie),
    },
  ]
})
