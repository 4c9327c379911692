/**
 * The word of `known` that was probably meant by `written`: at most a third of its letters differ. Undefined where none is that close, where several
 * are equally close, or where another number or letter is named: `sch-1-para-6` is no misspelling of `sch-1-para-1`, but another paragraph.
 */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const near = [...new Set(known)]
    .filter((word) => designations(word) === designations(written))
    .map((word) => ({ word, apart: lettersApart(written, word) }))
    .filter(({ word, apart }) => apart <= Math.ceil(Math.min(word.length, written.length) / 3))
    .toSorted((a, b) => a.apart - b.apart)
  const [first, second] = near
  return first?.apart === second?.apart ? undefined : first?.word
}

/** The numbers, and the letters that stand alone, by which things of one kind are told apart. */
function designations(word: string): string {
  return (word.match(/\d+|(?<![\p{L}\d])\p{L}(?![\p{L}\d])/gu) ?? []).join(' ')
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
