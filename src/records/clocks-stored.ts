import type { RecordType } from '#gate/record-type.ts'
import { isOfOnePerson } from '#gate/ties/tie.ts'
import type { StoredClock } from '#notice/stored-clock.ts'
import { notedOf, startedBy } from './clock-of.ts'
import { everyRecordType } from './every-record-type.ts'

/** What starts the clocks of each type's items, for the check that every published period can start (RT1). */
export function clocksOf(types: readonly RecordType[]): readonly StoredClock[] {
  return types.flatMap((type) => {
    const started = startedBy(type)
    if (started === null) return []
    return [
      {
        storedIn: type.name,
        category: type.category,
        usually: type.usual,
        always: type.only !== undefined,
        started,
        noted: notedOf(type),
        withTenancy: type.tie.tenancyEnd !== null,
        ofOnePerson: isOfOnePerson(type.tie),
      },
    ]
  })
}

/** The same for every record type. */
export const clocksStored = clocksOf(everyRecordType)
