/** A word as it was probably meant: itself where it is known, else the one known word that is a slip of the pen away. */
export type Spelling = (word: string) => string

/** Shorter words are left alone: too many others are one letter away. */
const shortest = 6
const twoSlips = 9

export function spellingOf(known: ReadonlySet<string>): Spelling {
  const byStart = Map.groupBy(known, (word) => word[0] ?? '')
  return (word) => {
    if (known.has(`${word}g`) && word.endsWith('in') && !known.has(word)) return `${word}g`
    if (known.has(word) || word.length < shortest || /\d/.test(word)) return word
    const most = word.length < twoSlips ? 1 : 2
    const near = (byStart.get(word[0] ?? '') ?? [])
      .filter((each) => each.length >= shortest - 1 && Math.abs(each.length - word.length) <= most)
      .map((each) => ({ each, slips: slips(word, each) }))
      .filter((found) => found.slips <= most)
      .toSorted((one, other) => one.slips - other.slips || (one.each < other.each ? -1 : 1))
    return near[0]?.each ?? word
  }
}

/** Letters to add, drop, change, or swap with the next (Damerau, restricted). */
function slips(one: string, other: string): number {
  let before: readonly number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const change = at(row, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next.push(Math.min(change, at(row, j) + 1, at(next, j - 1) + 1, swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY))
    }
    before = row
    row = next
  }
  return at(row, other.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
