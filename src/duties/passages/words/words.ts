import { foldWord, plainSigns } from './plain.ts'

/** A capital means something in a `telling` word: not at the start of a sentence, and not where nearly every word has one. A `shouted` word stands among words of capitals only. */
export type Word = {
  readonly start: number
  readonly end: number
  /** Folded, without what is attached to it: “Siân’s” and “Siân’ll” are `sian`. */
  readonly key: string
  /** The parts of a word with hyphens, folded; a word without has one. */
  readonly parts: readonly string[]
  readonly shape: 'lower' | 'capital' | 'capitals' | 'initial'
  readonly telling: boolean
  readonly shouted: boolean
  readonly startsSentence: boolean
  readonly possessive: boolean
  /** The plain signs between the word before and this one. */
  readonly gap: string
}

type Raw = Omit<Word, 'telling' | 'shouted'> & { readonly sentence: number }

const pattern = /\p{L}[\p{L}\p{M}\u00ad\u200b-\u200d]*(?:['-]\p{L}[\p{L}\p{M}\u00ad\u200b-\u200d]*)*/gu
const endsSentence = /[.!?:]["')\]]*\s|\n|[.!?]["')\]]+$|["[]$|[•*>|]|^\s*-+\s+$/

/** The words of a text. The time grows with its length only. */
export function wordsOf(text: string): readonly Word[] {
  const plain = plainSigns(text)
  const raw: Raw[] = []
  let sentence = 0
  let last = 0
  for (const match of plain.matchAll(pattern)) {
    const gap = plain.slice(last, match.index)
    const previous = raw.at(-1)
    const starts =
      previous === undefined || (endsSentence.test(gap) && !(previous.shape === 'initial' && gap === '. ') && !isShort(previous.key, gap))
    if (starts) sentence += 1
    const word = wordFrom(match[0], match.index, gap, starts)
    raw.push({ ...word, sentence })
    last = match.index + match[0].length
  }
  const { shouted, headings } = loudSentences(raw)
  return raw.map(({ sentence: its, ...word }) => ({
    ...word,
    telling: !word.startsSentence && !shouted.has(its) && !headings.has(its),
    shouted: shouted.has(its),
  }))
}

const shortened: ReadonlySet<string> = new Set('mr mrs ms dr st no tel mob rev prof sgt cllr insp capt'.split(' '))

/** “Mr. Jones” is one sentence. */
function isShort(key: string, gap: string): boolean {
  return gap === '. ' && shortened.has(key)
}

function wordFrom(found: string, start: number, gap: string, startsSentence: boolean): Omit<Raw, 'sentence'> {
  const possessive = /.'s$/i.test(found)
  const bare = found.replace(/(?<=.)'(?:s|d|ll|re|ve)$/i, '')
  const parts = bare.split('-').map(foldWord)
  return { start, end: start + bare.length, key: foldWord(bare), parts, shape: shapeOf(bare), startsSentence, possessive, gap }
}

function shapeOf(word: string): Word['shape'] {
  if (/^\p{Lu}\p{M}*$/u.test(word)) return 'initial'
  if (/^\p{Ll}/u.test(word)) return 'lower'
  if (!/\p{Ll}/u.test(word)) return /\p{Lu}/u.test(word) ? 'capitals' : 'capital'
  return 'capital'
}

type Count = { all: number; capitals: number; small: number }

/** The sentences in which nearly every word has a capital: `shouted` ones have nothing but capitals, the others are headings. */
function loudSentences(words: readonly Raw[]): { readonly shouted: ReadonlySet<number>; readonly headings: ReadonlySet<number> } {
  const counts = new Map<number, Count>()
  for (const { sentence, shape } of words) {
    const count = counts.get(sentence) ?? { all: 0, capitals: 0, small: 0 }
    counts.set(sentence, count)
    if (shape === 'initial') continue
    count.all += 1
    if (shape === 'capitals') count.capitals += 1
    if (shape === 'lower') count.small += 1
  }
  const are = (test: (count: Count) => boolean) => new Set([...counts].filter(([, count]) => test(count)).map(([sentence]) => sentence))
  return {
    shouted: are(({ all, capitals }) => all >= 2 && capitals / all > 0.7),
    headings: are(({ all, small }) => all >= 4 && small / all < 0.25),
  }
}
