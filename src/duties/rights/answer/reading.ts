import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { IdentifiedRequest } from '../identified.ts'
import type { DecidedCopy, DecidedPassage } from '../review/decided-of.ts'
import type { Told } from './tools.ts'

/** What reading the texts of a request came to. */
export type ReadingOf = (colleague: Colleague, request: IdentifiedRequest) => Promise<Answer<DecidedCopy>>

/** The strings that must not be in the copy, and those that decisions give. */
export function stringsOf(passages: readonly DecidedPassage[]): { readonly withheld: readonly Told[]; readonly given: readonly Told[] } {
  const told = (isGiven: boolean) => [
    ...new Map(passages.filter((each) => each.isGiven === isGiven).map(({ id, text, kind }) => [text, { id, text, kind }])).values(),
  ]
  return { withheld: told(false), given: told(true) }
}
