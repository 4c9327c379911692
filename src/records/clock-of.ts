import type { RecordType, Subject } from '#gate/record-type.ts'
import { type Edition, type Trigger, triggers } from '#notice/edition.ts'
import { financialYearEnd } from '#notice/financial-year.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { dateIn } from '#shared/clock.ts'

/** What starts the clocks of one record type, besides its being collected. */
type Clocks = {
  /** Events that stand on the item: the field that dates each. */
  readonly dated: Partial<Readonly<Record<Trigger, string>>>
  /**
   * Events of a matter that the item can belong to: whoever ends the matter dates them. Until somebody does, the item waits for a review once its
   * period has gone by since it was collected.
   */
  readonly noted: readonly Trigger[]
}

/** The ends of matters: of a case, a job, an agreement, a service, an occasion. */
const ofMatters = [
  ...(['event', 'case-closed', 'job-completed', 'check-done', 'decision-taken', 'arrangement-ended'] as const),
  ...(['support-ended', 'authority-ended', 'move-settled'] as const),
] satisfies readonly Trigger[]
/** Of somebody's own particulars: also what another kind of record about them dates. */
const ofPeople = [...ofMatters, 'visit', 'consent-ended', 'last-contact'] satisfies readonly Trigger[]

/** By record type (RT1). A type that is about nobody (a home, a camera) has none: it stays. */
const clocks: Readonly<Record<string, Clocks>> = {
  person: { dated: {}, noted: ofPeople },
  tenure: { dated: {}, noted: ofMatters },
  'household-member': { dated: {}, noted: ofMatters },
  'contact-detail': { dated: { replaced: 'validUntil' }, noted: ofPeople },
  'contact-log': { dated: { contact: 'happenedAt', 'last-contact': 'happenedAt' }, noted: ofMatters },
  'call-recording': { dated: { call: 'startedAt', recorded: 'startedAt' }, noted: ['case-closed'] },
  'unlinked-call': { dated: { call: 'startedAt', recorded: 'startedAt' }, noted: [] },
  'training-extract': { dated: {}, noted: [] },
  footage: { dated: { recorded: 'startedAt' }, noted: ['case-closed'] },
  disclosure: { dated: { 'case-closed': 'closedOn', recorded: 'fromAt' }, noted: [] },
  'rent-account': { dated: { 'financial-year-ended': 'closedOn' }, noted: ['case-closed', 'arrangement-ended'] },
  'rent-entry': { dated: { 'financial-year-ended': 'postedOn' }, noted: ['case-closed', 'arrangement-ended'] },
  picture: { dated: {}, noted: ofMatters },
  placement: { dated: {}, noted: ofMatters },
  'pictured-person': { dated: {}, noted: ofMatters },
  consent: { dated: { 'consent-ended': 'endedOn', replaced: 'endedOn' }, noted: [] },
  objection: { dated: { 'consent-ended': 'endedOn', replaced: 'endedOn' }, noted: [] },
  hold: { dated: { 'hold-lifted': 'liftedOn', 'case-closed': 'liftedOn' }, noted: [...ofMatters, 'financial-year-ended'] },
  message: { dated: { 'case-closed': 'closedOn' }, noted: [...ofMatters, 'financial-year-ended'] },
}

const withTenancy: ReadonlySet<Subject> = new Set(['self', 'own', 'tenancy', 'tenure', 'household'])

/** Whether the end of somebody's tenancy reaches items of the type. */
export function endsWithTenancy({ subject }: Pick<RecordType, 'subject'>): boolean {
  return withTenancy.has(subject)
}

/** The triggers that start the clocks of a type's items by themselves; null where its items are about nobody, and stay. */
export function startedBy(type: RecordType): ReadonlySet<Trigger> | null {
  const own = clocks[type.name]
  if (own === undefined) return null
  const dated = Object.keys(own.dated).filter(isTrigger)
  return new Set<Trigger>(['collected', ...dated, ...(endsWithTenancy(type) ? (['tenancy-ended'] as const) : [])])
}

/** The triggers that somebody starts by ending a matter, of a type's items. */
export function notedOf(type: RecordType): readonly Trigger[] {
  return clocks[type.name]?.noted ?? []
}

const known: ReadonlySet<string> = new Set(triggers)
function isTrigger(word: string): word is Trigger {
  return known.has(word)
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
  const name = clocks[type.name]?.dated[rule.trigger]
  const happened = name === undefined ? null : dateOf(values[name])
  return happened !== null && rule.trigger === 'financial-year-ended' ? financialYearEnd(edition.landlord, happened) : happened
}

function dateOf(value: unknown): Temporal.PlainDate | null {
  if (typeof value !== 'string') return null
  return value.length > 10 ? dateIn(Temporal.Instant.from(value)) : Temporal.PlainDate.from(value)
}
