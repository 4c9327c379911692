import type { Explanation } from '#decisions/explain.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import type { Field } from '#gate/record-type.ts'
import { isWord, wordOf } from '#records/words-of.ts'
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

/** `isHeld`: whether there is anything to show of a row, even if only that an end has not come, which is no gap in what we hold. */
export type ShownField = {
  readonly name: string
  readonly label: string
  readonly show: (row: Row) => string
  readonly isHeld: (row: Row) => boolean
}

/** The fields of a part that say something to a person: an id does not. */
export function shownFields({ part, names }: Pick<Shown, 'part' | 'names'>): readonly ShownField[] {
  const { fields } = part.type
  return part.fields.flatMap((name) => {
    const field = fields[name]
    if (field === undefined || field.kind === 'uuid' || field.owner === 'machine') return []
    const item = Object.keys(fields).find((other) => fields[other]?.limits.itemOf === name)
    const show = (row: Row) => valueInWords(field, row[name], names, item === undefined ? null : row[item])
    return [{ name, label: field.label.colleague, show, isHeld: (row: Row) => field.empty !== undefined || isSaid(row[name]) }]
  })
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

/** `item`: the id of the one item that a kind of record is named with. */
function valueInWords(field: Field, value: unknown, names: Names, item: unknown): string {
  if (!isSaid(value)) return field.empty ?? inWords(field, value)
  if (typeof value === 'number' && field.counts === 'seconds') return length(value)
  if (typeof value !== 'string') return inWords(field, value)
  const { oneOf } = field.limits
  if (oneOf === 'activities') return names.activity(value)
  if (oneOf === 'held-types') return names.covered(value, text(item))
  return isWord(field) ? wordOf(field, value) : inWords(field, value)
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** “Home”, “Rent account” and “Household” as one: “Home, rent account and household”. */
export function listedLabels(all: readonly string[]): string {
  const words = [...new Set(all)].map((label, place) => (place === 0 ? label : withinSentence(label)))
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
}
