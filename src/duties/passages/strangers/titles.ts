import type { Word } from '../words/words.ts'
import { cueBefore } from './around.ts'
import { ranks, sureTitles } from './cues.ts'

/** The title right before a name, or null. Words such as “nurse” need capitals to be one. */
export function titleBefore(words: readonly Word[], index: number): string | null {
  const before = words[index - 1]
  const first = words[index]
  if (before === undefined || first === undefined || cueBefore(words, index) !== 'title') return null
  return sureTitles.has(before.key) || (before.shape !== 'lower' && first.shape !== 'lower') || first.shape === before.shape
    ? before.key
    : null
}

const mostTitles = 4

/** Where a name begins with its titles: “Detective Constable Mumford”, “Big Ali”. */
export function withTitles(words: readonly Word[], from: number): number {
  let first = from
  while (from - first < mostTitles && isTitled(words, first)) first -= 1
  return first === from ? from : withPartner(words, first)
}

/** “Mr and Mrs Stone”, “Mr & Mrs Stone”. */
function withPartner(words: readonly Word[], from: number): number {
  const first = words[from]
  const before = words[from - 1]
  if (first === undefined || before === undefined || !sureTitles.has(first.key)) return from
  if (first.gap === ' & ' && sureTitles.has(before.key)) return from - 1
  const earlier = words[from - 2]
  return before.key === 'and' && earlier !== undefined && sureTitles.has(earlier.key) && before.gap === ' ' ? from - 2 : from
}

/** “PC 4471 Sharrock”. */
const numbered: ReadonlySet<string> = new Set(['pc', 'pcso', 'dc', 'wpc', 'sgt', 'ds', 'officer', 'constable'])

/** Whether the word before a name belongs to it: a title, a rank, or an initial in small letters. */
function isTitled(words: readonly Word[], index: number): boolean {
  const before = words[index - 1]
  const first = words[index]
  if (before === undefined || first === undefined || before.possessive) return false
  if (numbered.has(before.key) && /^ \d{1,5} $/.test(first.gap)) return true
  if (!/^\.? ?$/.test(first.gap)) return false
  if (/^[b-hj-z]$/.test(before.key) && before.shape === 'lower' && first.shape === 'lower' && first.gap !== '') return true
  const ranked = ranks.has(before.key) && before.shape === 'capital' && first.shape === 'capital' && first.gap === ' '
  return ranked || titleBefore(words, index) !== null
}
