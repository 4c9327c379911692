import type { Around, KnownPerson } from '../passage.ts'
import { deedAfter, hasCapital, isToDo } from '../strangers/around.ts'
import { titleBefore } from '../strangers/titles.ts'
import { isOrdinary } from '../words/lists.ts'
import { foldWord } from '../words/plain.ts'
import { notNames, shortForms } from '../words/tables.ts'
import type { Word } from '../words/words.ts'
import type { Claim } from './claims.ts'
import { lastInitials } from './forms.ts'
import { fits } from './whose.ts'

const possible = { requester: false, certainty: 'possible', roles: new Set<never>() } as const

/** “JS to ring”, “J.S.”, “Mrs L”: letters that are a known person's initials. Short words of the desk, such as “GP”, are not taken for them. */
export function initialsClaims(words: readonly Word[], around: Around): readonly Claim[] {
  const byInitials = new Map(around.known.flatMap((person) => initialsOf(person).map((initials) => [initials, person] as const)))
  const small = words.every(({ shape }) => shape === 'lower')
  return words.flatMap((word, index): readonly Claim[] => {
    const titled = titledInitial(words, index, around) ?? signature(words, index, around) ?? sender(words, index, around)
    if (titled !== null) return [titled]
    const to = word.shape === 'initial' ? endOfDotted(words, index) : index
    const key = words
      .slice(index, to + 1)
      .map((part) => part.key)
      .join('')
    const person = byInitials.get(key)
    return person !== undefined && (to > index || isWritten(words, index, small))
      ? [{ ...possible, from: index, to, person, rule: 'known-initials' }]
      : []
  })
}

/** Capitals among small letters, or small ones that say something: “kt says no”. */
function isWritten(words: readonly Word[], index: number, small: boolean): boolean {
  const word = words[index]
  if (word === undefined || word.shape === 'initial') return false
  if (notNames.has(word.key) && !shortForms.has(word.key))
    return hasCapital(word) && (deedAfter(words, index, true) || isToDo(words, index))
  if (word.shape === 'lower') return !isOrdinary(word.key) && !shortForms.has(word.key) && (small || deedAfter(words, index, true))
  return word.shape === 'capitals' && !word.shouted
}

/** “Mr D”: the requester's own initial stays. */
function titledInitial(words: readonly Word[], index: number, { requester, known }: Around): Claim | null {
  const word = words[index]
  const title = word?.key.length === 1 ? titleBefore(words, index) : null
  if (word === undefined || title === null || words[index + 1]?.shape === 'capital') return null
  const has = (person: KnownPerson) => lastInitials(person).has(word.key) && fits(person.names.first, title)
  const base = { ...possible, from: index - 1, to: index, rule: 'known-initials' } as const
  const person = known.find(has)
  if (person !== undefined) return { ...base, person }
  return requester.some(has) ? { ...base, requester: true } : null
}

/** “K.” at the end of a message, alone in its sentence. */
function signature(words: readonly Word[], index: number, { known }: Around): Claim | null {
  const word = words[index]
  if (word?.shape !== 'initial' || !word.startsSentence || !/^\.?["']|^\.? *\n|^$/.test(words[index + 1]?.gap ?? '')) return null
  const person = known.find(({ names }) => foldWord(names.first).startsWith(word.key))
  return person === undefined ? null : { ...possible, from: index, to: index, person, rule: 'known-initials' }
}

const sent: ReadonlySet<string> = new Set('text texts message messages note letter card email e-mail call voicemail'.split(' '))

/** “A text from W. saying”. */
function sender(words: readonly Word[], index: number, { known }: Around): Claim | null {
  const [what, from, word] = words.slice(Math.max(0, index - 2), index + 1)
  if (index < 2 || word?.shape !== 'initial' || from?.key !== 'from' || !sent.has(what?.key ?? '')) return null
  const person = known.find(({ names }) => foldWord(names.first).startsWith(word.key))
  return person === undefined ? null : { ...possible, from: index, to: index, person, rule: 'known-initials' }
}

const mostInitials = 4

function endOfDotted(words: readonly Word[], from: number): number {
  let to = from
  while (to - from < mostInitials) {
    const next = words[to + 1]
    if (next?.shape !== 'initial' || (next.gap !== '.' && next.gap !== '. ')) break
    to += 1
  }
  return to
}

function initialsOf({ names }: KnownPerson): readonly string[] {
  const letters = (name = '') => name.split(/[\s-]+/).map((part) => foldWord(part).slice(0, 1))
  const given = letters(names.first)
  const first = given[0] ?? ''
  const last = letters(names.last).join('')
  const middle = letters(names.middle).join('')
  const all = [`${first}${last}`, `${first}${last.slice(0, 1)}`, `${first}${middle}${last}`, `${letters(names.knownAs).join('')}${last}`]
  return [...all, given.join('')].filter((initials) => initials.length > 1)
}
