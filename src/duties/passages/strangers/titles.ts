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
  return first
}

function isTitled(words: readonly Word[], index: number): boolean {
  const before = words[index - 1]
  const first = words[index]
  if (before === undefined || first === undefined || !/^\.? ?$/.test(first.gap) || before.possessive) return false
  const ranked = ranks.has(before.key) && before.shape === 'capital' && first.shape === 'capital' && first.gap === ' '
  return ranked || titleBefore(words, index) !== null
}
