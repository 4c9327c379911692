import { everywhere } from '../../passages/everywhere.ts'
import type { Text } from '../../passages/passage.ts'
import { type Decision, isLeftOut, type Passage } from './reading.ts'

type Span = Pick<Passage, 'start' | 'end'>

/** A decision about words, wherever a text has them. `label` and `about`: for those places of them that no passage covers yet. */
export type Marking = Pick<Passage, 'label' | 'about'> & { readonly decision: Decision; readonly places: readonly Span[] }

/** What a colleague marks by hand has no number, so that nobody takes two of them for one person. */
export const byHand = 'Passage'

/** The passages of a text after the marking: those at its places are decided, and places without a passage get one where they are left out. */
export function marked(passages: readonly Passage[], { decision, label, about, places }: Marking): readonly Passage[] {
  const at = (span: Span) => `${span.start}-${span.end}`
  const wanted = new Set(places.map(at))
  const there = new Set(passages.map(at))
  const decided = passages.map((each) => (wanted.has(at(each)) ? { ...each, decided: decision } : each))
  if (!isLeftOut({ decided: decision })) return decided
  const isCovered = ({ start, end }: Span) => decided.some((each) => isLeftOut(each) && each.start <= start && each.end >= end)
  const added = places
    .filter((place) => !there.has(at(place)) && !isCovered(place))
    .map(({ start, end }): Passage => {
      return { start, end, label, kind: 'marked', rule: null, about, proposed: decision.outcome, decided: decision }
    })
  return [...decided, ...added].toSorted((one, other) => one.start - other.start || one.end - other.end)
}

/** Where a text has these words; none where it does not. Words that are no words, such as signs, are found as they are written. */
export function placesOf(text: string, words: string): readonly Span[] {
  // The words stand for themselves as a text of their own, in which they are marked whole.
  const texts: readonly Text[] = [
    { id: 'words', text: words },
    { id: 'text', text },
  ]
  const found = everywhere(texts, { text: 'words', start: 0, end: words.length }).filter((place) => place.text === 'text')
  if (found.length > 0) return found
  const at = text.indexOf(words)
  return words === '' || at < 0 ? [] : [{ start: at, end: at + words.length }]
}
