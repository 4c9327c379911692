import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Decided } from '../decided.ts'
import type { IdentifiedRequest } from '../identified.ts'
import type { Told } from './tools.ts'

/** A passage in a text of the copy that was decided. `itemId`: the item in which it stands, by which two people's copies are compared. */
export type Passage = Told & { readonly itemId: string; readonly isGiven: boolean }

/**
 * What reading the texts of a request came to. Of the texts about which `decided` was asked so far, `passages` are those that were decided, and `unread`
 * is how many nobody has read as they now stand.
 */
export type Reading = { readonly decided: Decided; readonly passages: () => readonly Passage[]; readonly unread: () => number }
export type ReadingOf = (colleague: Colleague, request: IdentifiedRequest) => Promise<Answer<Reading>>

/** The strings that must not be in the copy, and those that decisions give. */
export function stringsOf(passages: readonly Passage[]): { readonly withheld: readonly Told[]; readonly given: readonly Told[] } {
  const told = (isGiven: boolean) => [
    ...new Map(passages.filter((each) => each.isGiven === isGiven).map(({ id, text, kind }) => [text, { id, text, kind }])).values(),
  ]
  return { withheld: told(false), given: told(true) }
}
