import type { Batch } from '#gate/collect-many.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import type { Activity, Source } from '#notice/vocabulary.ts'
import { clockFrom } from '#records/clock-of.ts'
import { namedId } from '../named-id.ts'

export type Invented = {
  readonly activity: Activity
  readonly type: RecordType
  readonly source: Source
  readonly item: Batch['items'][number]
}

export type Putting = {
  readonly activity: Activity
  readonly type: RecordType
  readonly source: Source
  /** Tells this item of the household from its others: its id is made of it. */
  readonly name: string
  readonly values: Batch['items'][number]['values']
  /** The day it was collected. */
  readonly on: Temporal.PlainDate
  /** Whose it is: the tenant's unless said otherwise; null for somebody of whom no record is held. */
  readonly person?: string | null
}

export type Household = {
  readonly edition: Edition
  readonly number: number
  readonly today: Temporal.PlainDate
  /** Whether it is a joint tenancy. */
  readonly isShared: boolean
  /** The day the tenancy ended; null while it goes on. */
  readonly left: Temporal.PlainDate | null
  /** The id of one of its items, by name. */
  readonly id: (name: string) => string
  /** Adds an item; answers its id. */
  readonly put: (putting: Putting) => string
  readonly made: readonly Invented[]
}

/** An empty household, the same ids for the same seed and number. Its tenant's record is named `person`, its tenancy's `tenure`. */
export function newHousehold(
  edition: Edition,
  wanted: { seed: number; number: number; today: Temporal.PlainDate; isShared: boolean },
): Household {
  const { seed, number, today, isShared } = wanted
  const id = (name: string): string => namedId('example', String(seed), String(number), name)
  const made: Invented[] = []
  return {
    edition,
    number,
    today,
    isShared,
    // Every tenth left some six years ago, on either side of the line.
    left: number % 10 === 9 ? today.subtract({ years: 6 }).add({ days: (number % 3) - 1 }) : null,
    id,
    made,
    put({ activity, type, source, name, values, on, person = id('person') }) {
      const clock = clockFrom(edition, type, activity, values, on)
      const tied = { person: type.subject === 'own' || type.subject === 'household' ? person : null, tenure: id('tenure') }
      made.push({ activity, type, source, item: { id: id(name), values, collectedAt: atNoon(on), clockFrom: clock, ...tied } })
      return id(name)
    },
  }
}

export function atNoon(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' }).toInstant()
}
