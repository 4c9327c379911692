import { hasCapital, isModal } from '../strangers/around.ts'
import type { Word } from '../words/words.ts'
import type { Claim } from './claims.ts'

/** Before these a word is a deed or a thing: “i hope”, “prices rose”, “a rose”. */
const notBefore: ReadonlySet<string> = new Set(
  'i we you they he she it who to not would could can will may should must did do does let lets please a an the this that some any no every each of my his her our your their'.split(
    ' ',
  ),
)

/**
 * Other places of a first name that is also a word, in a text that writes names in small letters: “asked for hope to ring back”, where “hope daniels” stands
 * in the same text.
 */
export function againIn(words: readonly Word[], claims: readonly Claim[]): readonly Claim[] {
  const sure = new Map<string, Claim>()
  for (const claim of claims) {
    const first = words[claim.from]
    const isSmall = first?.shape === 'lower' && !isModal(first.key)
    if (isSmall && !claim.requester && claim.person !== undefined && claim.roles.has('first')) sure.set(first.key, claim)
  }
  if (sure.size === 0) return []
  const taken = new Set(claims.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)))
  return words.flatMap((word, index): readonly Claim[] => {
    const claim = sure.get(word.key)
    if (claim === undefined || taken.has(index) || hasCapital(word) || notBefore.has(words[index - 1]?.key ?? '')) return []
    return [{ ...claim, from: index, to: index, certainty: 'possible', rule: 'known-first-name', roles: new Set(['first'] as const) }]
  })
}
