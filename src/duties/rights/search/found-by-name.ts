import type { OwnSearch } from './on-file.ts'

export type ByName = OwnSearch['own'][number]

/** Of more than these, the first stand on the page. */
const most = 20
/** A longer line tells nobody more. */
const longestLine = 90

/**
 * What was found by what somebody gave: a line each, for a colleague to say whether it is theirs. Where nothing was found, that is the answer. `more`: than
 * were looked at.
 */
export function foundByName(place: string, lines: readonly string[], more = false): ByName {
  if (lines.length === 0) return { place, answer: 'nothing-held', found: 0, words: null }
  const shown = lines.slice(0, most).map((line) => (line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line))
  const many = more || lines.length > most ? `${shown.length} or more` : String(lines.length)
  return { place, answer: null, found: null, words: [`Found: ${many}.`, ...shown].join('\n') }
}
