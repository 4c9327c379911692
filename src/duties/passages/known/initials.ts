import { notNames } from '../words/tables.ts'
import { foldWord } from '../words/plain.ts'
import type { Word } from '../words/words.ts'
import type { KnownPerson } from '../passage.ts'
import type { Claim } from './claims.ts'

/** “JS to ring”, “J.S.”: capitals that are a known person's initials. Short words of the desk, such as “GP”, are not taken for them. */
export function initialsClaims(words: readonly Word[], people: readonly KnownPerson[]): readonly Claim[] {
  const byInitials = new Map(people.flatMap((person) => initialsOf(person).map((initials) => [initials, person] as const)))
  return words.flatMap((word, index): Claim[] => {
    const to = word.shape === 'initial' ? endOfDotted(words, index) : index
    const key = words.slice(index, to + 1).map((part) => part.key).join('')
    const person = byInitials.get(key)
    const written = to > index || (word.shape === 'capitals' && !word.shouted && !notNames.has(key))
    if (person === undefined || !written) return []
    return [{ from: index, to, requester: false, person, rule: 'known-initials', certainty: 'possible', roles: new Set() }]
  })
}

function endOfDotted(words: readonly Word[], from: number): number {
  const next = words[from + 1]
  return next?.shape === 'initial' && (next.gap === '.' || next.gap === '. ') && from + 1 < words.length ? endOfDotted(words, from + 1) : from
}

function initialsOf({ names }: KnownPerson): readonly string[] {
  const letters = (name = '') => name.split(/[\s-]+/).map((part) => foldWord(part).slice(0, 1))
  const [first = ''] = letters(names.first)
  const last = letters(names.last).join('')
  const middle = letters(names.middle).join('')
  const all = [`${first}${last}`, `${first}${last.slice(0, 1)}`, `${first}${middle}${last}`, `${letters(names.knownAs).join('')}${last}`]
  return all.filter((initials) => initials.length > 1)
}
