import type { Field } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Batch } from '#gate/write/collect-many.ts'
import type { Edition } from '#notice/edition.ts'
import type { Activity, Source } from '#notice/vocabulary.ts'
import { clockFrom } from '#records/clock-of.ts'
import { namedId } from '../named-id.ts'
import type { Fits } from './fitting.ts'
import { dayOnTheLine } from './on-the-line.ts'

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
  /** Tells this item of the household from its others; its id is made from it. */
  readonly name: string
  readonly values: Batch['items'][number]['values']
  /** The day it was collected. */
  readonly on: Temporal.PlainDate
  /** The person or place it belongs to: the tenant where absent; null for an item about somebody who is not on file. */
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
  /** Adds an item, with the fields that the notice allows; answers its id. */
  readonly put: (putting: Putting) => string
  /** The day of an item's own event, chosen so that its period ends about today; undefined where nothing ends it. */
  readonly lineOf: (type: RecordType, activity: Activity) => Temporal.PlainDate | undefined
  readonly made: readonly Invented[]
}

/** The id of the tenant of a household. */
export function tenantOf(seed: number, number: number): string {
  return namedId('example', String(seed), String(number), 'person')
}

/** An empty household, with the same ids for the same seed and number. Its tenant's record is named `person`, its tenancy's `tenure`. */
export function newHousehold(
  edition: Edition,
  fits: Fits,
  wanted: { seed: number; number: number; today: Temporal.PlainDate; isShared: boolean },
): Household {
  const { seed, number, today, isShared } = wanted
  const id = (name: string): string => namedId('example', String(seed), String(number), name)
  const made: Invented[] = []
  const isMade = (item: unknown): boolean => made.some((each) => each.item.id === item)
  return {
    edition,
    number,
    today,
    isShared,
    // Every tenth tenant left about six years ago, on either side of the line.
    left: number % 10 === 9 ? today.subtract({ years: 6 }).add({ days: (number % 3) - 1 }) : null,
    id,
    made,
    put({ name, on, person = id('person'), ...wished }) {
      const fit = fits.fit(wished.type, wished.activity, wished.source)
      if (fit === undefined) return id(name)
      const { activity, source } = fit
      const { type } = wished
      const values = fitting(
        type,
        wished.values,
        (field, value) => fit.categories.has(field.category) && (field.kind !== 'uuid' || isMade(value)),
      )
      const tied = { person: isPersons(type) && isMade(person) ? person : null, tenure: id('tenure') }
      const hangsOn = [...(isPersons(type) && type.tie.mayBeUnknown !== true ? [person] : []), ...(isTenures(type) ? [tied.tenure] : [])]
      if (values === undefined || !hangsOn.every(isMade)) {
        fits.leftOut.add(type)
        return id(name)
      }
      const clock = clockFrom(edition, type, activity, values, on)
      made.push({ activity, type, source, item: { id: id(name), values, collectedAt: atNoon(on), clockFrom: clock, ...tied } })
      return id(name)
    },
    lineOf(type, activity) {
      const fit = fits.fit(type, activity, 'own-systems')
      return fit === undefined ? undefined : dayOnTheLine(edition, type, fit.activity, today, number)
    },
  }
}

function isPersons({ tie: { links } }: RecordType): boolean {
  return links.includes('person_id') || links.includes('place_id')
}

function isTenures({ tie }: RecordType): boolean {
  return tie.links.includes('tenure_id')
}

/** The values of the categories that are `taken`; undefined where the type cannot do without one that is not. */
function fitting(
  type: RecordType,
  values: Putting['values'],
  taken: (field: Field, value: unknown) => boolean,
): Putting['values'] | undefined {
  const found: Record<string, Putting['values'][string]> = {}
  for (const [name, value] of Object.entries(values)) {
    const field = type.fields[name]
    if (field === undefined) continue
    if (value === null || value === undefined || taken(field, value)) found[name] = value
    else if (!field.optional) return undefined
  }
  return found
}

export function atNoon(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' }).toInstant()
}
