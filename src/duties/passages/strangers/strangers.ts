import type { Found } from '../passage.ts'
import type { Rule } from '../rules.ts'
import { isEverydayName, isFirstName, isOnNameList, isOrdinary, isSurnameLikeWord } from '../words/lists.ts'
import { nicknames } from '../words/nicknames.ts'
import { notNames } from '../words/tables.ts'
import type { Word } from '../words/words.ts'
import { type Cue, cueBefore, deedAfter, hasCapital, isAnimal, isDate, isInThing, isModal, isMonth } from './around.ts'
import { afterPlaces, beforePlaces, sureTitles } from './cues.ts'
import { endOfName, goesOn, isPlace } from './runs.ts'
import { titleBefore, withTitles } from './titles.ts'

type Head = { readonly rule: Rule; readonly certainty: 'likely' | 'possible' }

/** The names of people in a text, whoever they are, by lists of names, capitals and the words around them. */
export function strangers(words: readonly Word[], text: string): readonly Found[] {
  const found: Found[] = []
  let inList = -1
  for (let index = 0; index < words.length; index += 1) {
    const head = headAt(words, index, text, inList === index - 2 && isAnd(words[index - 1]))
    if (head === null) continue
    const to = endOfName(words, index)
    if ((isPlace(words, to) || endsLikePlace(words, index, to)) && head.rule !== 'stranger-title') {
      index = to
      continue
    }
    found.push({ ...spanOf(words, index, to), kind: 'name', ...(to > index ? whole(head) : head) })
    index = to
    inList = to
  }
  return found
}

/** “Marlborough Ward”: no first name, and a last word that places and bodies have. */
function endsLikePlace(words: readonly Word[], from: number, to: number): boolean {
  const first = words[from]?.key ?? ''
  return to > from && afterPlaces.has(words[to]?.key ?? '') && !isFirstName(first) && !isEverydayName(first)
}

function whole(head: Head): Head {
  return { rule: head.rule === 'stranger-title' ? head.rule : 'stranger-full-name', certainty: 'likely' }
}

function isAnd(word: Word | undefined): boolean {
  return word !== undefined && (word.key === 'and' || word.key === 'or')
}

/** From a title or an initial before the name to its end. */
function spanOf(words: readonly Word[], from: number, to: number): { start: number; end: number } {
  const first = words[from]
  const last = words[to]
  if (first === undefined || last === undefined) throw new RangeError('no such word')
  const titled = words[withTitles(words, from)]
  return { start: titled?.start ?? first.start, end: last.end }
}

/** Why a name begins at a word, or null. */
function headAt(words: readonly Word[], index: number, text: string, listed: boolean): Head | null {
  const word = words[index]
  if (word === undefined) return null
  if (word.shape === 'initial') return initialHead(words, index)
  if (word.key.length < 2 || isAnimal(words, index) || words[index - 1]?.key === 'st') return null
  const cue = cueBefore(words, index)
  if (cue === null && isInThing(words, index)) return null
  return (
    byTitle(words, index, cue) ??
    byFirstName(words, index, cue) ??
    byEverydayName(words, index, text, listed ? 'verb' : cue) ??
    bySurname(words, index, listed ? 'verb' : cue) ??
    byCapital(words, index, cue)
  )
}

/** “J. Smith”, “Mrs B K Gill”, “Mrs L”. A lone “A” or “I” needs its full stop. */
function initialHead(words: readonly Word[], index: number, steps = 3): Head | null {
  const word = words[index]
  const next = words[index + 1]
  if (word === undefined || /[\d&/]$/.test(word.gap)) return null
  if (titleBefore(words, index) !== null && (hasCapital(word) || !/^[ai]$/.test(word.key)))
    return { rule: 'stranger-title', certainty: 'likely' }
  if (next === undefined || next.shape === 'lower') return null
  const dotted = next.gap === '. ' || next.gap === '.'
  if (!dotted && (next.gap !== ' ' || word.key === 'a' || word.key === 'i' || word.startsSentence)) return null
  if (next.shape === 'initial') return steps === 0 ? null : initialHead(words, index + 1, steps - 1)
  return next.key.length > 2 && goesOn(next) ? { rule: 'stranger-initial', certainty: 'likely' } : null
}

function byTitle(words: readonly Word[], index: number, cue: Cue | null): Head | null {
  const word = words[index]
  const title = titleBefore(words, index)
  if (cue !== 'title' || word === undefined || title === null) return null
  const capital = word.shape !== 'lower' && word.telling
  const head: Head = { rule: 'stranger-title', certainty: 'likely' }
  if (sureTitles.has(title)) {
    if (sureTitles.has(word.key)) return null
    return capital || !isOrdinary(word.key) || isSurnameLikeWord(word.key) || isEverydayName(word.key) ? head : null
  }
  const named = isEverydayName(word.key) || isSurnameLikeWord(word.key) || !isOrdinary(word.key)
  return named && !notNames.has(word.key) && (word.shape !== 'lower' || !isOrdinary(word.key)) ? head : null
}

/** Short forms of names that notes in small letters use for other things: “car reg”. */
const shortWords: ReadonlySet<string> = new Set('reg lol mal bas ela nat asia dom max rog mim del'.split(' '))

function byFirstName(words: readonly Word[], index: number, cue: Cue | null): Head | null {
  const word = words[index]
  if (word === undefined) return null
  const { key, shape } = word
  if (isOrdinary(key) || !isFirstName(key)) return byParts(word)
  if (shape === 'capitals' && !word.shouted && cue === null && !nicknames.has(key)) return null
  if (!hasCapital(word) && cue === null && (shortWords.has(key) || (key.length < 4 && !nicknames.has(key)))) return null
  if (shape !== 'lower' || cue !== null || nicknames.has(key)) return { rule: 'stranger-first-name', certainty: 'likely' }
  return key.length > 3 && isOnNameList(key) ? { rule: 'stranger-first-name', certainty: 'possible' } : null
}

/** “Mary-Anne”, “Smith-Jones”. */
function byParts({ parts, shape }: Word): Head | null {
  const named = parts.length > 1 && shape !== 'lower' && parts.every((part) => !isOrdinary(part) && part.length > 1)
  return named && parts.some((part) => isFirstName(part) || isOnNameList(part))
    ? { rule: 'stranger-first-name', certainty: 'possible' }
    : null
}

function byEverydayName(words: readonly Word[], index: number, text: string, cue: Cue | null): Head | null {
  const word = words[index]
  if (word === undefined || !isEverydayName(word.key) || isDate(words, index, text)) return null
  if (cue === null && (/^(?:a|an|the)$/.test(words[index - 1]?.key ?? '') || endsPlace(words, index))) return null
  const likely: Head = { rule: 'stranger-everyday-name', certainty: 'likely' }
  const possible: Head = { ...likely, certainty: 'possible' }
  const deed = deedAfter(words, index, true)
  if (!hasCapital(word)) {
    if (isModal(word.key) && cue !== 'verb' && !deed) return null
    if (cue !== null && cue !== 'verb') return likely
    return cue === 'verb' || deed || surnameFollows(words, index) ? possible : null
  }
  if (cue !== null) return likely
  const next = words[index + 1]
  const full = next !== undefined && next.gap === ' ' && next.shape !== 'lower' && goesOn(next)
  const tells = word.telling && !isMonth(word.key) && !isModal(word.key)
  return tells || full || deed || word.possessive ? possible : null
}

/** “Manadon *Vale*”. */
function endsPlace(words: readonly Word[], index: number): boolean {
  const word = words[index]
  const before = words[index - 1]
  return word?.gap === ' ' && before?.shape === 'capital' && afterPlaces.has(word.key) && !isFirstName(before.key)
}

/** “paddy o'brien” in small letters: the next word is a surname and nothing else. */
function surnameFollows(words: readonly Word[], index: number): boolean {
  const next = words[index + 1]
  return next !== undefined && next.gap === ' ' && !isOrdinary(next.key) && goesOn(next)
}

function bySurname(words: readonly Word[], index: number, cue: Cue | null): Head | null {
  const word = words[index]
  if (word === undefined || isOrdinary(word.key) || !isOnNameList(word.key)) return null
  const head: Head = { rule: 'stranger-surname', certainty: 'possible' }
  if (word.shape === 'lower')
    return cue === 'relative' || cue === 'role' || (word.key.length > 3 && deedAfter(words, index, true)) ? head : null
  if (word.shape === 'capitals' && !word.shouted && cue === null) return null
  if (word.telling) return beforePlaces.has(words[index - 1]?.key ?? '') ? null : head
  return cue !== null || deedAfter(words, index) || word.possessive ? head : null
}

/** A word that no list has: with a capital and something around it that points at a person, or after a word for a relative. */
function byCapital(words: readonly Word[], index: number, cue: Cue | null): Head | null {
  const word = words[index]
  if (word === undefined || notNames.has(word.key) || word.key.length < 3) return null
  if (cue === null && /^(?:a|an|the)$/.test(words[index - 1]?.key ?? '')) return null
  const head: Head = { rule: 'stranger-capital', certainty: 'possible' }
  const capital = word.shape === 'capital' && word.telling
  if (isOrdinary(word.key)) return capital && cue === 'relative' ? head : null
  if (word.shape === 'capital' && cue !== null && !word.shouted) return head
  if (capital && !beforePlaces.has(words[index - 1]?.key ?? '') && (cue !== null || word.possessive || deedAfter(words, index, true)))
    return head
  return cue === 'relative' || (word.shape === 'capital' && word.key.length > 3 && deedAfter(words, index)) ? head : null
}
