import type { RecordType } from '#gate/record-type.ts'

/** Years. Nobody lives longer, and few things that a landlord keeps are older; a lease may well run for longer. */
const longestLife = 120
const farAhead = 100
/** Years. A home is let some months ahead at most. */
const beginsWithin = 2

/** A date beyond these days is noted as odd. */
export type OddDays = { readonly longAgo: string; readonly soon: string; readonly far: string }

export function oddDays(today: Temporal.PlainDate): OddDays {
  return {
    longAgo: today.subtract({ years: longestLife }).toString(),
    soon: today.add({ years: beginsWithin }).toString(),
    far: today.add({ years: farAhead }).toString(),
  }
}

/**
 * Dates that are possible and unlikely, as an import notes them. They are stored as they are written, since a lease may run for 999 years. `names`:
 * what the form calls a field, where it has another name.
 */
export function oddDates(
  type: RecordType,
  values: Readonly<Record<string, unknown>>,
  { odd: { longAgo, soon, far } }: { readonly odd: OddDays },
  names: Readonly<Record<string, string>> = {},
): readonly string[] {
  const beginnings = new Set(Object.values(type.fields).flatMap(({ limits }) => limits.notBefore ?? []))
  return Object.entries(type.fields).flatMap(([name, { kind }]) => {
    const value = values[name]
    if ((kind !== 'date' && kind !== 'instant') || typeof value !== 'string') return []
    const odd =
      value < longAgo
        ? `is more than ${longestLife} years ago`
        : value > far
          ? `is more than ${farAhead} years ahead`
          : value > soon && beginnings.has(name)
            ? `is more than ${beginsWithin} years ahead`
            : undefined
    return odd === undefined ? [] : [`\`${names[name] ?? name}\` ${odd}: stored as it is written`]
  })
}
