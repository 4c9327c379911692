import type { RecordType } from '#gate/record-type.ts'
import type { Edition, Trigger } from '#notice/edition.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { dateIn } from '#shared/clock.ts'

/**
 * Which of an item's own fields dates the event that starts its clock (RT1). An event that stands on no item here (a case closed, a
 * tenancy ended) is dated by whoever closes it or read from the tenures: until then the clock has not started.
 */
const datedBy: Readonly<Record<string, Partial<Readonly<Record<Trigger, string>>>>> = {
  'contact-log': { contact: 'happenedAt', 'last-contact': 'happenedAt' },
  'call-recording': { call: 'startedAt', recorded: 'startedAt' },
  'unlinked-call': { call: 'startedAt', recorded: 'startedAt' },
  footage: { recorded: 'startedAt' },
  disclosure: { 'case-closed': 'closedOn', recorded: 'fromAt' },
  'rent-entry': { 'financial-year-ended': 'postedOn' },
  'rent-account': { 'financial-year-ended': 'closedOn' },
  'contact-detail': { replaced: 'validUntil' },
  consent: { 'consent-ended': 'endedOn', replaced: 'endedOn' },
  objection: { 'consent-ended': 'endedOn', replaced: 'endedOn' },
  message: { 'case-closed': 'closedOn' },
  hold: { 'hold-lifted': 'liftedOn', 'case-closed': 'liftedOn' },
}

/**
 * The London date on which an item's retention clock starts, or null while its event has not happened. `values` are the item's fields
 * by name; `collectedOn` dates a rule that runs from collecting. Null too where the edition has no rule: that is for its check to find.
 */
export function clockFrom(
  edition: Pick<Edition, 'retention'>,
  type: RecordType,
  activity: string,
  values: Readonly<Record<string, unknown>>,
  collectedOn: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const rule = retentionRuleFor(edition, type.category, activity)
  if (rule === undefined) return null
  if (rule.trigger === 'collected') return collectedOn
  const name = datedBy[type.name]?.[rule.trigger]
  const happened = name === undefined ? null : dateOf(values[name])
  return happened !== null && rule.trigger === 'financial-year-ended' ? financialYearEnd(happened) : happened
}

/** The 31 March on or after a day: the end of a social landlord's financial year. */
export function financialYearEnd(day: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year: day.month <= 3 ? day.year : day.year + 1, month: 3, day: 31 })
}

function dateOf(value: unknown): Temporal.PlainDate | null {
  if (typeof value !== 'string') return null
  return value.length > 10 ? dateIn(Temporal.Instant.from(value)) : Temporal.PlainDate.from(value)
}
