import type { Explanation } from '#decisions/explain.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import type { Field } from '#gate/record-type.ts'
import { isRecord } from '#shared/record.ts'
import { withinSentence } from '../public-site/word-list.tsx'
import type { Names } from './names.ts'
import type { Section } from './record/views.ts'
import { inWords, length } from './values.ts'

export type Row = Readonly<Record<string, unknown>>

/** One part of the view, with what it is called and, where something of it is closed, why. */
export type Shown = Section & { readonly label: string; readonly explained: readonly Explanation[]; readonly names: Names }

/** Parts that are closed for one reason. */
export type Closed = { readonly labels: readonly string[]; readonly explained: readonly Explanation[] }

/** Where the record's page stands, and what mends what is closed on it. */
export type Ways = { readonly at: string; readonly person: string; readonly reason: OpeningReason }

/** A label that is written for the customer, said of them instead. */
const labels: Readonly<Record<string, string>> = {
  preferredName: 'What they like to be called',
  supportNeeds: 'What we do differently for them',
  isResponsible: 'Named on the agreement',
  personTenureType: 'Part in the household',
  seconds: 'Length',
  recordType: 'Covers',
}

/** An end that has not come is no gap in what we hold, and a hold that names no kind of record covers every kind. */
const notNamed: Readonly<Record<string, string>> = {
  endedOn: 'Not ended',
  closedOn: 'Still open',
  validUntil: 'No end date',
  liftedOn: 'Not lifted',
  recordType: 'Everything held about them',
  againstActivity: 'Every use',
  decidedOn: 'Not yet',
}

/** Words of a closed list, stored in small letters. Names, addresses and what was said stay as they were written. */
const listed: ReadonlySet<string> = new Set([
  ...['contactType', 'subType', 'tenureType', 'assetType', 'personTenureType'],
  ...['kind', 'channel', 'direction', 'answer', 'how', 'reason'],
])

const plainer: Readonly<Record<string, string>> = {
  phone: 'Telephone',
  email: 'E-mail',
  in: 'From them',
  out: 'From us',
  given: 'They agreed',
  refused: 'They said no',
  objection: 'To object to a use',
  restriction: 'To have it kept but not used',
}

const decisions: Readonly<Record<string, string>> = { waiting: 'Not decided yet', upheld: 'Upheld', refused: 'Not upheld' }

/** Fields whose stored value is a name of ours or a number of something, by name. */
const said: Readonly<Record<string, (value: unknown, row: Row, names: Names) => string>> = {
  forActivity: (value, _, names) => names.activity(text(value)),
  againstActivity: (value, _, names) => names.activity(text(value)),
  decision: (value) => decisions[text(value)] ?? 'Not held',
  seconds: (value) => (typeof value === 'number' ? length(value) : 'Not held'),
  recordType: (value, row, names) => {
    const kind = names.recordType(text(value))
    return text(row.itemId) === '' ? `All of: ${kind}` : `One of: ${kind}`
  },
}

export type ShownField = { readonly name: string; readonly label: string; readonly show: (row: Row) => string }

/** The fields of a part that say something to a person: an id does not. */
export function shownFields({ part, names }: Pick<Shown, 'part' | 'names'>): readonly ShownField[] {
  return part.fields.flatMap((name) => {
    const field = part.type.fields[name]
    if (field === undefined || field.kind === 'uuid' || field.owner === 'machine') return []
    return [{ name, label: labels[name] ?? field.label, show: (row: Row) => valueInWords(name, field, row, names) }]
  })
}

/** Whether there is anything to show, even if only that an end has not come. */
export function isHeld(name: string, row: Row): boolean {
  return name in notNamed || isSaid(row[name])
}

/** Whether the part holds nothing at all: no item, or none of which anything is said. What is kept back is something. */
export function isEmpty(section: Shown): boolean {
  const { answer } = section
  if (!answer.ok || answer.heldBack !== null) return false
  return answer.rows.filter(isRecord).every((row) => section.part.fields.every((name) => !isSaid(row[name])))
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== ''
}

function valueInWords(name: string, field: Field, row: Row, names: Names): string {
  const value = row[name]
  if (!isSaid(value)) return notNamed[name] ?? inWords(field, value)
  const inOwnWords = said[name]
  if (inOwnWords !== undefined) return inOwnWords(value, row, names)
  return listed.has(name) && typeof value === 'string' ? listedWord(value) : inWords(field, value)
}

/** A stored word as a colleague says it; what somebody wrote stays as it is. */
export function listedWord(stored: string): string {
  const words = plainer[stored] ?? (/^[a-z]+(-[a-z]+)*$/.test(stored) && stored !== 'e-mail' ? stored.replaceAll('-', ' ') : stored)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** “Home”, “Rent account” and “Household” as one: “Home, rent account and household”. */
export function listedLabels(all: readonly string[]): string {
  const words = [...new Set(all)].map((label, place) => (place === 0 ? label : withinSentence(label)))
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
}
