import type { Answer } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import { shortFormsOf } from '../../passages/short-forms.ts'
import type { SettledRequest } from '../identified.ts'
import type { DecidedCopy, DecidedPassage } from '../review/decided-of.ts'
import type { Told } from './tools.ts'

/** What reading the texts of a request came to. */
export type ReadingOf = (colleague: Colleague, request: SettledRequest) => Promise<Answer<DecidedCopy>>

/** The strings that must not be in the copy, and those that decisions give. `knownAs`: what else people of the records are called, by their id. */
export function stringsOf(
  passages: readonly DecidedPassage[],
  knownAs: ReadonlyMap<string, readonly string[]> = new Map(),
): { readonly withheld: readonly Told[]; readonly given: readonly Told[] } {
  const told = (isGiven: boolean) => [
    ...new Map(
      passages
        .filter((each) => each.isGiven === isGiven)
        .map(({ id, text, kind, about }): [string, Told] => {
          const also = kind === 'name' ? [...new Set([...shortFormsOf(text), ...(knownAs.get(about ?? '') ?? [])])] : []
          return [text, { id, text, kind, ...(also.length === 0 ? {} : { also }) }]
        }),
    ).values(),
  ]
  return { withheld: told(false), given: told(true) }
}
