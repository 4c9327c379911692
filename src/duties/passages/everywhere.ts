import type { Span, Text } from './passage.ts'
import { foldWord } from './words/plain.ts'

export type Place = Span & { readonly text: string }

/**
 * Every place in a pack with the same words as one marked passage, whatever their capitals, accents and signs: “O’Brien” and “OBRIEN”, “07700
 * 900123” and “07700-900-123”. Only whole words count.
 */
export function everywhere(texts: readonly Text[], marked: Place): readonly Place[] {
  const source = texts.find(({ id }) => id === marked.text)
  const key = source === undefined ? '' : foldedWords(source.text.slice(marked.start, marked.end)).folded
  return key === '' ? [] : texts.flatMap(({ id, text }) => placesIn(text, key).map((span) => ({ ...span, text: id })))
}

/** The words of a passage as they are compared. */
export function wordsKey(text: string): string {
  return foldedWords(text).folded
}

/** The folded words in one piece, with where each of them begins and ends in the text, by where it begins and ends in the piece. */
function foldedWords(text: string): { folded: string; begins: ReadonlyMap<number, number>; ends: ReadonlyMap<number, number> } {
  const keys: string[] = []
  const begins = new Map<number, number>()
  const ends = new Map<number, number>()
  let at = 0
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{Nd}\u00ad\u200b-\u200d]+/gu)) {
    const key = foldWord(word)
    if (key === '') continue
    keys.push(key)
    begins.set(at, index)
    at += key.length
    ends.set(at, index + word.length)
  }
  return { folded: keys.join(''), begins, ends }
}

function placesIn(text: string, key: string): readonly Span[] {
  const { folded, begins, ends } = foldedWords(text)
  const places: Span[] = []
  for (let at = folded.indexOf(key); at !== -1; at = folded.indexOf(key, at + 1)) {
    const start = begins.get(at)
    const end = ends.get(at + key.length)
    if (start !== undefined && end !== undefined) places.push({ start, end })
  }
  return places
}
