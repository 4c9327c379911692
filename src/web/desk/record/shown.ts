import type { Explanation } from '#decisions/explain.ts'
import type { Section } from '#duties/openings/view.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import { isRecord } from '#shared/record.ts'
import { withinSentence } from '../../public-site/word-list.tsx'
import { isSaid, type Row } from '../declared.ts'
import type { Names } from '../names.ts'

/** One part of the view, with what it is called and, where something of it is closed, why. */
export type Shown = Section & { readonly label: string; readonly explained: readonly Explanation[]; readonly names: Names }

/** Parts that are closed for one reason. */
export type Closed = { readonly labels: readonly string[]; readonly explained: readonly Explanation[] }

/** Where the record's page stands, and what mends what is closed on it. */
export type Ways = { readonly at: string; readonly person: string; readonly reason: OpeningReason }

/** The items of a part, the newest first: by the field that its type says, or else by the first moment; without one, as they were collected. */
export function itemsOf({ part, answer }: Pick<Shown, 'part' | 'answer'>): readonly Row[] {
  const rows = answer.ok ? answer.rows.filter(isRecord) : []
  const moment = momentOf(part)
  return moment === undefined ? rows : rows.toSorted((one, other) => text(other[moment]).localeCompare(text(one[moment])))
}

/** The field that tells when an item happened. */
export function momentOf({ type, fields }: Shown['part']): string | undefined {
  return type.onRecord?.newestFirst ?? fields.find((name) => type.fields[name]?.kind === 'instant')
}

/** Whether the part holds nothing at all: no item, or none of which anything is said. What is kept back is something. */
export function isEmpty(section: Shown): boolean {
  const { answer } = section
  if (!answer.ok || answer.onHold !== null || answer.otherPurpose !== undefined) return false
  return answer.rows.filter(isRecord).every((row) => section.part.fields.every((name) => !isSaid(row[name])))
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** “Home”, “Rent account” and “Household” as they stand inside a sentence: “home, rent account and household”. */
export function inSentence(labels: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(labels.map(withinSentence))
}
