import type { KnownPerson } from '../passage.ts'
import { cueBefore, deedAfter } from '../strangers/around.ts'
import { foldWord } from '../words/plain.ts'
import { notNames } from '../words/tables.ts'
import type { Word } from '../words/words.ts'
import type { Claim } from './claims.ts'

/** “JS rang”: two or three capitals that are somebody's initials, where the words around them speak of a person. */
export function initialsClaims(words: readonly Word[], people: readonly KnownPerson[]): readonly Claim[] {
  const byInitials = new Map(people.flatMap((person) => initialsOf(person).map((initials) => [initials, person] as const)))
  return words.flatMap((word, index) => {
    const person = byInitials.get(word.key)
    if (person === undefined || word.shape !== 'capitals' || !word.telling || notNames.has(word.key)) return []
    if (cueBefore(words, index) === null && !deedAfter(words, index, true)) return []
    return [
      { from: index, to: index, requester: false, person, rule: 'known-initials', certainty: 'possible', roles: new Set() },
    ] satisfies Claim[]
  })
}

function initialsOf({ names }: KnownPerson): readonly string[] {
  const letter = (name: string | undefined) => foldWord(name ?? '').slice(0, 1)
  const all = [letter(names.first) + letter(names.last), letter(names.first) + letter(names.middle) + letter(names.last)]
  return all.filter((initials) => initials.length > 1)
}
