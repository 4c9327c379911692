import { isEverydayName, isOrdinary, isSurnameLikeWord } from '../words/lists.ts'
import { places } from '../words/places.ts'
import type { Word } from '../words/words.ts'
import { afterAny, beforeAny, linking, onlyPeople, ranks, relatives, roles, talk, titles } from './cues.ts'

export type Cue = 'title' | 'relative' | 'role' | 'verb'

const tight = /^(\.? ?| - | ?\(|, ?|: ?|[ ]?["'(])$/

/** What the word before says of the next one, or null. Cheap: it looks at two words. */
export function cueBefore(words: readonly Word[], index: number): Cue | null {
  const word = words[index]
  const before = words[index - 1]
  if (word === undefined || before === undefined || !tight.test(word.gap)) return null
  if (titles.has(before.key) && /^\.? ?$/.test(word.gap)) return 'title'
  if (word.gap.startsWith('.')) return null
  if (relatives.has(before.key)) return before.possessive ? null : 'relative'
  if (roles.has(before.key)) return before.possessive ? null : 'role'
  if (word.gap.startsWith(',') && !beforeAny.has(before.key)) return null
  return isTalk(words, index) ? 'verb' : null
}

const animals: ReadonlySet<string> = new Set(
  'dog dogs cat cats puppy kitten staffie staffy terrier spaniel parrot rabbit horse pet'.split(' '),
)
/** Whether a word has a capital where most words around it have none. */
export function hasCapital(word: Word | undefined): boolean {
  return word !== undefined && word.shape !== 'lower' && !word.shouted
}

/** “A dog called Tyson”. */
export function isAnimal(words: readonly Word[], index: number): boolean {
  const before = words.slice(Math.max(0, index - 3), index).map(({ key }) => key)
  return /^(called|named)$/.test(before.at(-1) ?? '') && before.some((key) => animals.has(key))
}

/** “Spoke to mark”, but not “called to mark”. */
const speech: ReadonlySet<string> = new Set(
  'spoke spoken speak speaking talk talked talking chatted wrote lied listened apologised'.split(' '),
)

function isTalk(words: readonly Word[], index: number): boolean {
  const before = words[index - 1]
  if (before === undefined) return false
  const adverb = /^(?:only|just|again|also|still)$/.test(words[index - 2]?.key ?? '')
  const earlier = words[adverb ? index - 3 : index - 2]?.key ?? ''
  if (beforeAny.has(before.key)) return true
  if (before.key === 'to' && !hasCapital(words[index])) return speech.has(earlier)
  return linking.has(before.key) && talk.has(earlier)
}

/** Whether the word after says that somebody stands before it. `only`: nothing but a person does that. */
export function deedAfter(words: readonly Word[], index: number, only = false): boolean {
  const next = words[index + 1]
  if (next === undefined || next.gap !== ' ' || next.shape === 'capital') return false
  return (only ? onlyPeople : afterAny).has(next.key)
}

/** “Lee to test”. */
export function isToDo(words: readonly Word[], index: number): boolean {
  return (
    words[index + 1]?.key === 'to' && words[index + 1]?.gap === ' ' && words[index + 2]?.gap === ' ' && words[index + 2]?.shape === 'lower'
  )
}

const months: ReadonlySet<string> = new Set(
  'january february march april may june july august september october november december'.split(' '),
)
const beforeMonths: ReadonlySet<string> = new Set(
  'in since by until till last next of early mid late during from before after end'.split(' '),
)

/** Whether a word is a month's name, and needs more than a capital to be a person's. */
export function isMonth(key: string): boolean {
  return months.has(key)
}

/** Whether a month's name stands for the month: a number is beside it, or a word such as “since”. */
export function isDate(words: readonly Word[], index: number, text: string): boolean {
  const word = words[index]
  if (word === undefined || !months.has(word.key)) return false
  const besideDigit = /\d/.test(word.gap.slice(-6)) || /^['s]*[ ,]*\d/.test(text.slice(word.end, word.end + 6))
  return besideDigit || beforeMonths.has(words[index - 1]?.key ?? '') || /^(st|nd|rd|th)$/.test(words[index - 1]?.key ?? '')
}

const eponyms: ReadonlySet<string> = new Set('knife screwdriver key keys law disease syndrome transit road street avenue'.split(' '))

/** Whether a word is part of what a thing or a place is called: “Red Cross”, “Mount Charles”, “Stanley knife”, “Poole, Dorset”. */
export function isInThing(words: readonly Word[], index: number): boolean {
  const word = words[index]
  const before = words[index - 1]
  const next = words[index + 1]
  if (word === undefined || (next?.gap === ' ' && eponyms.has(next.key))) return word !== undefined
  if (word.shape === 'lower' || word.shouted) return false
  const follows = before !== undefined && word.gap === ' ' && before.shape === 'capital' && !before.possessive
  if (follows && isOrdinary(before.key) && !isEverydayName(before.key) && !isSurnameLikeWord(before.key) && !isAboutPeople(before.key))
    return true
  if (next === undefined || !/^,? $/.test(next.gap)) return false
  return next.shape === 'capital' && places.has(next.key) && next.gap === ', '
}

const joints: ReadonlySet<string> = new Set(
  'and but then so when if that because while since also as not yes no is was has had today yesterday tomorrow later earlier meanwhile apparently allegedly however unfortunately now still again both only even once after before dear where what who how ta oh ah ok sorry please bye thx cheers are were am does did do have had can could should would shall might must'.split(
    ' ',
  ),
)

/** Whether a word may stand before a name: “Told Rose”, “And Rose”. */
function isAboutPeople(key: string): boolean {
  return (
    beforeAny.has(key) ||
    afterAny.has(key) ||
    talk.has(key) ||
    linking.has(key) ||
    relatives.has(key) ||
    roles.has(key) ||
    ranks.has(key) ||
    joints.has(key)
  )
}

/** “The tenant will”: words that stand before what somebody does, far more often than they are a name. */
export function isModal(key: string): boolean {
  return key === 'will' || key === 'may'
}
