import { type Folded, isCapital, isDigit, isLetter, isSmall } from './fold.ts'
import type { Needle } from './withheld.ts'

/** What is known of the text in which a needle was found. `namesJoined`: words may be written together, as in `letterToMary.pdf`. */
export type Surroundings = { readonly noise: 'binary' | 'samples' | undefined; readonly namesJoined: boolean }

/** Shorter names and numbers occur inside other words by chance, so they must be written without breaks. */
const short = 5
/** In pixels and sound, strings of fewer letters occur by chance. */
const shortInSamples = 6
/** Names of this many letters are believed where they are written together with what stands around them. */
const longJoined = 8
/** Signs between two letters of a word, between two words of a name, and between two of any other text. */
const most = { within: 6, number: 3, between: 8, text: 80 }

/** Whether what stands at `from` in the tight text is the needle as people write it, and not a part of something else. */
export function fits(text: Folded, from: number, needle: Needle, { noise, namesJoined }: Surroundings): boolean {
  const length = needle.tight.length
  if (noise === 'samples' && length < shortInSamples) return false
  if (noise === 'binary' && length < short && !isWrittenAlike(text, from, length)) return false
  if (needle.needsCapital && isSmall(text.plain, placeOf(text, from))) return false
  if (needle.needsCapital && isDay(text, from, needle)) return false
  if (needle.kind === 'number') return fitsNumber(text, from, needle)
  if (!gapsFit(text, from, needle)) return false
  const isWhole = beginsWord(text, from, namesJoined) && endsWord(text, from + length - 1, needle, namesJoined)
  return isWhole || (needle.words.length > 1 && length >= longJoined && needle.extent === 'whole' && !hasGaps(text, from, length))
}

function placeOf({ at }: Folded, index: number): number {
  return at[index] ?? 0
}

/** How many signs stand between this letter and the one before it. */
function gapAt(text: Folded, index: number): number {
  return placeOf(text, index) - placeOf(text, index - 1) - 1
}

function hasGaps(text: Folded, from: number, length: number): boolean {
  return placeOf(text, from + length - 1) - placeOf(text, from) !== length - 1
}

function beginsWord(text: Folded, from: number, namesJoined: boolean): boolean {
  const place = placeOf(text, from)
  if (place === 0 || !isSame(text.plain, place, place - 1)) return true
  return namesJoined && isCapital(text.plain, place) && !isCapital(text.plain, place - 1)
}

function endsWord(text: Folded, last: number, needle: Needle, namesJoined: boolean): boolean {
  const place = placeOf(text, last)
  const next = place + 1
  if (next >= text.plain.length || !isSame(text.plain, place, next)) return !isBrokenOff(text.plain, next, needle)
  if (namesJoined && isCapital(text.plain, next) && !isCapital(text.plain, place)) return true
  // "the Smiths": the plural of a last name.
  const lastWord = needle.tight.length - (needle.words.at(-1) ?? 0)
  const isPlural = needle.kind === 'name' && lastWord >= short - 1 && text.plain[next]?.toLowerCase() === 's'
  return isPlural && !isLetter(text.plain, next + 1)
}

/** Two signs of one word: two letters, or two digits. */
function isSame(plain: string, one: number, other: number): boolean {
  return (isLetter(plain, one) && isLetter(plain, other)) || (isDigit(plain, one) && isDigit(plain, other))
}

/** A short name at the end of a line that a hyphen breaks: "Ann-" of "Ann-" and "ual". */
function isBrokenOff(plain: string, next: number, { kind, tight }: Needle): boolean {
  return kind === 'name' && tight.length < short && /^[-\u2010]\r?\n\p{Ll}/u.test(plain.slice(next, next + 5))
}

function gapsFit(text: Folded, from: number, needle: Needle): boolean {
  const { tight, words, kind } = needle
  const starts = new Set(words)
  let inside = 0
  let letters = 0
  for (let index = 1; index < tight.length; index += 1) {
    const gap = gapAt(text, from + index)
    if (starts.has(index)) {
      const areDigits = isDigit(tight, index) && isDigit(tight, index - 1)
      if (gap > (kind === 'text' ? most.text : most.between) || (areDigits && gap === 0)) return false
      if (gap === 0 && needle.extent === 'initials' && !starts.has(index - 1)) return false
      continue
    }
    letters += 1
    if (gap === 0) continue
    if (gap > most.within) return false
    if (kind === 'name' && !isBreak(text, from + index)) inside += 1
  }
  return inside === 0 || inside === letters || isOneWord(text, from, needle)
}

/** An apostrophe, or a hyphen at the end of a line: the word goes on. */
function isBreak(text: Folded, index: number): boolean {
  return /^(?:[-\u2010\u2011]?['\u2018\u2019`\u02bc-]?|[-\u2010\u2011]\s*\n\s*|\p{Cc})$/u.test(
    text.plain.slice(placeOf(text, index - 1) + 1, placeOf(text, index)),
  )
}

/** "Ma ry", as a reader puts blanks into a word that is drawn in pieces; but not "as her" for Asher. */
function isOneWord(text: Folded, from: number, { tight, words, extent }: Needle): boolean {
  if (tight.length < short) return false
  if (words.length > 1 && extent === 'whole' && tight.length >= longJoined) return true
  const rest = text.plain.slice(placeOf(text, from) + 1, placeOf(text, from + tight.length - 1) + 1)
  return isCapital(text.plain, placeOf(text, from)) && !/\p{Lu}.*\p{Ll}|\p{Ll}.*\p{Lu}/su.test(rest) && !/[^\p{L}\p{Cc}\s-]/u.test(rest)
}

/** All small, all capitals, or a capital first: not the mixture that chance makes. */
function isWrittenAlike(text: Folded, from: number, length: number): boolean {
  const written = text.plain.slice(placeOf(text, from), placeOf(text, from + length - 1) + 1)
  return /^(?:.?[^\p{Lu}]*|[^\p{Ll}]*)$/su.test(written)
}

/** "3 May" and "May 2026" are dates. */
function isDay(text: Folded, from: number, { tight }: Needle): boolean {
  if (!['may', 'april', 'august', 'summer', 'winter', 'autumn', 'spring'].includes(tight)) return false
  const place = placeOf(text, from)
  return (
    /\d(?:st|nd|rd|th)?(?: of)? $/.test(text.plain.slice(Math.max(0, place - 7), place)) ||
    /^ \d/.test(text.plain.slice(place + tight.length, place + tight.length + 2))
  )
}

const beforeArea = ['00440', '0044', '440', '44', '0', '']

function fitsNumber(text: Folded, from: number, { tight, isNational }: Needle): boolean {
  const length = tight.length
  const mostGap = length < short ? 0 : most.number
  for (let index = 1; index < length; index += 1) if (gapAt(text, from + index) > mostGap) return false
  const after = placeOf(text, from + length - 1) + 1
  if (isDigit(text.plain, after) || (length < short && isLetter(text.plain, after))) return false
  return (isNational ? beforeArea : ['']).some((before) => {
    const begin = from - before.length
    if (begin < 0 || text.tight.slice(begin, from) !== before) return false
    for (let index = begin + 1; index <= from; index += 1) if (gapAt(text, index) > most.number) return false
    const place = placeOf(text, begin)
    return place === 0 || !(isDigit(text.plain, place - 1) || (length < short && isLetter(text.plain, place - 1)))
  })
}
