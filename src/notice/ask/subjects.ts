import { isSmall, stemOf, wordsIn } from './words.ts'

/** One thing that people have many words for: `police`, also "coppers" and "the old bill". */
export type Synonyms = { readonly id: string; readonly words: readonly string[] }

/** Sayings of so many words are looked for. */
const longestSaying = 6

type Sayings = ReadonlyMap<string, readonly string[]>

/** A saying with other words in between, "what … for", and how many these may be. */
type Split = { readonly id: string; readonly start: string; readonly end: string }
const gap = '…'
const widestGap = 6

/** Reads texts by a landlord's synonyms: a saying stands for its subject, any other word for itself. */
export function readerOf(synonyms: readonly Synonyms[]): (words: readonly string[]) => readonly string[] {
  const sayings = sayingsOf(synonyms)
  const splits = splitsOf(synonyms)
  return (words) => {
    const stems = words.map(stemOf)
    const about = new Set<string>()
    let readUntil = 0
    for (let start = 0; start < words.length; start += 1) {
      const { length, subjects } = longestAt(sayings, words, stems, start)
      const isNew = start + length > readUntil
      if (isNew) for (const subject of subjects) about.add(subject)
      readUntil = Math.max(readUntil, start + length)
      const word = words[start] ?? ''
      if (readUntil <= start && !isSmall(word)) about.add(`"${stems[start] ?? word}"`)
    }
    for (const { id, start, end } of splits) if (isAround(written(words), start, end)) about.add(id)
    return [...about]
  }
}

function splitsOf(synonyms: readonly Synonyms[]): readonly Split[] {
  return synonyms.flatMap(({ id, words }) =>
    words.flatMap((saying) => {
      const [start, end] = saying.split(gap).map((part) => written(wordsIn(part)))
      return start === undefined || end === undefined ? [] : [{ id, start, end }]
    }),
  )
}

function isAround(text: string, start: string, end: string): boolean {
  const from = ` ${text} `.split(` ${start} `)[1]
  if (from === undefined) return false
  const near = from.split(' ').slice(0, widestGap + end.split(' ').length)
  return ` ${near.join(' ')} `.includes(` ${end} `)
}

function sayingsOf(synonyms: readonly Synonyms[]): Sayings {
  const sayings = new Map<string, string[]>()
  for (const { id, words } of synonyms) {
    for (const saying of words.filter((each) => !each.includes(gap))) {
      const said = wordsIn(saying)
      for (const key of new Set([written(said), stemmed(said.map(stemOf))])) {
        const subjects = sayings.get(key)
        if (subjects === undefined) sayings.set(key, [id])
        else if (!subjects.includes(id)) subjects.push(id)
      }
    }
  }
  return sayings
}

/** As it is written, which comes first: "records" are a file, and "recorded" is a tape. */
function written(words: readonly string[]): string {
  return words.join(' ')
}

function stemmed(stems: readonly string[]): string {
  return `~${stems.join(' ')}`
}

/** The longest saying that begins here; a longer one hides those that are part of it: "council tax" is no council. */
function longestAt(
  sayings: Sayings,
  words: readonly string[],
  stems: readonly string[],
  start: number,
): { readonly length: number; readonly subjects: readonly string[] } {
  for (let length = Math.min(longestSaying, stems.length - start); length > 0; length -= 1) {
    const end = start + length
    const subjects = sayings.get(written(words.slice(start, end))) ?? sayings.get(stemmed(stems.slice(start, end)))
    if (subjects !== undefined) return { length, subjects }
  }
  return { length: 0, subjects: [] }
}
