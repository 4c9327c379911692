import { wordsKey } from '../../passages/everywhere.ts'
import { isDecided, type Passage, type Reading } from './reading.ts'

/** The same words at one or several places of a text: decided alike, so that none of them is given where another is left out. */
export type Group = { readonly key: string; readonly passages: readonly Passage[] }

export function groupsOf(text: string, { passages }: Pick<Reading, 'passages'>): readonly Group[] {
  const keyOf = ({ start, end }: Passage) => wordsKey(text.slice(start, end)) || `${start}-${end}`
  return [...Map.groupBy(passages, keyOf)].map(([key, all]) => ({ key, passages: all }))
}

/** The most groups that are decided on one page. A text with more of them has several. */
export const mostGroups = 28

/** The groups that a page asks about: those that nobody has decided, or all where that is so of none. */
export function groupsToAsk(text: string, reading: Reading): readonly Group[] {
  const all = groupsOf(text, reading)
  const open = isDecided(reading) ? all : all.filter(({ passages }) => passages.some(({ decided }) => decided === null))
  return open.slice(0, mostGroups)
}
