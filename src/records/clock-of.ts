import type { RecordType } from '#gate/record-type.ts'
import type { Edition, Trigger } from '#notice/edition.ts'
import { financialYearEnd } from '#notice/financial-year.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { dateIn } from '#shared/clock.ts'

/** The triggers that start the clocks of a type's items by themselves; null for types about nobody, which are never due. */
export function startedBy(type: RecordType): ReadonlySet<Trigger> | null {
  if (type.matters === undefined) return null
  const dated = Object.values(type.fields).flatMap(({ limits }) => limits.dates ?? [])
  return new Set<Trigger>(['collected', ...dated, ...(type.tie.tenancyEnd !== null ? (['tenancy-ended'] as const) : [])])
}

/** The triggers for a type's items that a colleague dates by ending a matter. */
export function notedOf(type: RecordType): readonly Trigger[] {
  return type.matters ?? []
}

/**
 * The London date on which an item's retention period starts; null while its event has not happened. `values`: the item's fields by name.
 * `collectedOn`: for rules that run from collecting. Also null if the edition has no rule, which the edition's own check reports.
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
