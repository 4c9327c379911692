/** The word of `known` that was probably meant by `written`: at most a third of its letters differ. Undefined where none is that close. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const near = known
    .map((word) => ({ word, apart: lettersApart(written, word) }))
    .filter(({ word, apart }) => apart <= Math.ceil(Math.min(word.length, written.length) / 3))
    .toSorted((a, b) => a.apart - b.apart)
  return near[0]?.word
}

/** Levenshtein's distance: letters to add, drop or change. */
function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
