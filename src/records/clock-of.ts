import type { RecordType } from '#gate/record-type.ts'
import type { Edition, Trigger } from '#notice/edition.ts'
import { financialYearEnd } from '#notice/financial-year.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { dateIn } from '#shared/clock.ts'

/** The triggers that start the clocks of a type's items by themselves; null where its items are about nobody, and stay. */
export function startedBy(type: RecordType): ReadonlySet<Trigger> | null {
  if (type.matters === undefined) return null
  const dated = Object.values(type.fields).flatMap(({ limits }) => limits.dates ?? [])
  return new Set<Trigger>(['collected', ...dated, ...(type.tie.tenancyEnd !== null ? (['tenancy-ended'] as const) : [])])
}

/** The triggers that somebody starts by ending a matter, of a type's items. */
export function notedOf(type: RecordType): readonly Trigger[] {
  return type.matters ?? []
}

/**
 * The London date on which an item's retention clock starts, or null while its event has not happened. `values` are the item's fields
 * by name; `collectedOn` dates a rule that runs from collecting. Null too where the edition has no rule: that is for its check to find.
 */
export function clockFrom(
  edition: Pick<Edition, 'retention' | 'landlord'>,
  type: RecordType,
  activity: string,
  values: Readonly<Record<string, unknown>>,
  collectedOn: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const rule = retentionRuleFor(edition, type.category, activity)
  if (rule === undefined) return null
  if (rule.trigger === 'collected') return collectedOn
  const dating = Object.entries(type.fields).find(([, { limits }]) => limits.dates?.includes(rule.trigger))
  const happened = dating === undefined ? null : dateOf(values[dating[0]])
  return happened !== null && rule.trigger === 'financial-year-ended' ? financialYearEnd(edition.landlord, happened) : happened
}

function dateOf(value: unknown): Temporal.PlainDate | null {
  if (typeof value !== 'string') return null
  return value.length > 10 ? dateIn(Temporal.Instant.from(value)) : Temporal.PlainDate.from(value)
}
