import type { Explanation } from '#decisions/explain.ts'
import type { Section } from '#duties/openings/view.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import { withinSentence } from '../../public-site/word-list.tsx'
import type { Names } from '../names.ts'

/** One part of the view, with what it is called and, where something of it is closed, why. `today`: the day on which it is shown. */
export type Shown = Section & {
  readonly label: string
  readonly explained: readonly Explanation[]
  readonly names: Names
  readonly today: Temporal.PlainDate
}

/** Parts that are closed for one reason. */
export type Closed = { readonly labels: readonly string[]; readonly explained: readonly Explanation[] }

/** Where the record's page stands, and what mends what is closed on it. */
export type Ways = { readonly at: string; readonly person: string; readonly reason: OpeningReason }

/** “Home”, “Rent account” and “Household” as they stand inside a sentence: “home, rent account and household”. */
export function inSentence(labels: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(labels.map(withinSentence))
}
