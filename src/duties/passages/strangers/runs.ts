import { isEverydayName, isFirstName, isFrequent, isOnNameList, isOrdinary, isSurnameLikeWord } from '../words/lists.ts'
import { places } from '../words/places.ts'
import { notNames } from '../words/tables.ts'
import type { Word } from '../words/words.ts'
import { afterAny, afterPlaces, particles, roles, titles, vague } from './cues.ts'

const longest = 5
/** Words that are surnames too, and too frequent in small letters to be taken for one. */
const tooFrequent: ReadonlySet<string> = new Set(
  'will may way wait post read street first long cash key nail in on at back home house kitchen door light lock gate gates case call close down down up good great short stop rust mould damp rain storm staff plant power ring way week weeks price bond rent paid flood floor garage garden post plumber best high last law light like love low major small smart speed spring stock summer winter water waters hall park park parks parish church little dark cold clean french english german dear day days hand hands head child bush tidy tall trouble'.split(
    ' ',
  ),
)

/** Whether a word can go on the name that the word before began: “Sharon *Wood*”. */
export function goesOn(word: Word): boolean {
  const { key, shape, telling, shouted, parts } = word
  const capital = shape !== 'lower' && telling
  if (capital && shape === 'capital' && places.has(key)) return true
  if (key.length < 2 || notNames.has(key) || (shape === 'capitals' && !shouted && key.length < 4)) return false
  if (capital) return !isOrdinary(key) || isSurnameLikeWord(key) || isEverydayName(key)
  if (parts.length > 1 && shape === 'capital') return parts.some((part) => isOnNameList(part))
  if (afterAny.has(key) || tooFrequent.has(key)) return false
  if (isSurnameLikeWord(key)) return key.length > 3
  return !isOrdinary(key) && (isOnNameList(key) || isFirstName(key)) && key.length > 2
}

/** The index of the last word of the name that begins at a word. */
export function endOfName(words: readonly Word[], from: number): number {
  let to = from
  for (let next = from + 1; next < from + longest; next += 1) {
    const step = words[next]
    if (step === undefined || words[next - 1]?.possessive === true) break
    if (!joins(step, words[next - 1])) break
    if (next === from + 1 && isLastInitial(words, next)) return next
    if (isBetween(step)) {
      if (!isBetween(words[next + 1]) && !continuesAfter(words, next)) break
      continue
    }
    if (next === from + 1 && vague.has(step.key)) return next
    if (next === from + 1 && step.key === 'the' && roles.has(words[next + 1]?.key ?? '') && words[next + 1]?.gap === ' ') return next + 1
    if (next === from + 1 && isAnySurname(step)) {
      to = next
      continue
    }
    if (!goesOn(step) || (step.shape === 'lower') !== (words[from]?.shape === 'lower')) break
    to = next
  }
  return to
}

/** An ordinary word with a telling capital, right after a first name: “Wes *Maker*”. */
function isAnySurname({ key, shape, telling, shouted, startsSentence }: Word): boolean {
  const capital = telling || (!shouted && !startsSentence && !isFrequent(key))
  return (
    capital && shape === 'capital' && key.length > 2 && !notNames.has(key) && !roles.has(key) && !afterPlaces.has(key) && !titles.has(key)
  )
}

/** “Halyna S.” at the end of a name. */
function isLastInitial(words: readonly Word[], index: number): boolean {
  const word = words[index]
  const next = words[index + 1]
  if (word?.shape !== 'initial' || word.key === 'i' || word.key === 'a') return false
  return next === undefined || !joins(next, word) || (next.shape === 'lower' && !particles.has(next.key))
}

function continuesAfter(words: readonly Word[], index: number): boolean {
  const after = words[index + 1]
  return after !== undefined && joins(after, words[index]) && goesOn(after)
}

function isBetween(word: Word | undefined): boolean {
  return word !== undefined && (word.shape === 'initial' || particles.has(word.key))
}

function joins(word: Word, before: Word | undefined): boolean {
  return word.gap === ' ' || word.gap === '-' || (before?.shape === 'initial' && (word.gap === '. ' || word.gap === '.'))
}

const streets: ReadonlySet<string> = new Set(
  'road rd street st avenue ave close lane court drive terrace gardens crescent place hospital school surgery church house way hill park grove'.split(
    ' ',
  ),
)

/** Whether the words up to one are the name of a place or a body, as the next word tells: “Victoria *Road*”. */
export function isPlace(words: readonly Word[], to: number): boolean {
  const last = words[to]
  const next = words[to + 1]
  if (last === undefined || next === undefined || next.gap !== ' ') return false
  if (last.possessive && (next.shape === 'lower' || next.shouted)) return false
  if (next.shape === 'lower' && last.shape !== 'lower') return false
  return next.shape === 'capital' && next.telling ? afterPlaces.has(next.key) : streets.has(next.key)
}
