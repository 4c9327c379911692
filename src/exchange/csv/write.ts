/**
 * What a spreadsheet could take for a formula: a line of a cell that begins, after blanks that programs skip, with `=`, `+`, `-` or `@`, in any width. A dash of
 * another kind is none.
 */
const formula = /^(?=[\p{White_Space}\p{Cf}\p{Cc}]*[=+\-@＝＋－＠])/u
const breaks = /(\r\n|[\r\n\v\f\u0085\u2028\u2029])/u

/** A table as CSV (RFC 4180), in UTF-8 with its mark, which spreadsheets need. No cell can be taken for a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`
}

/** Each line of a cell is looked at by itself: some programs begin a new cell there. An apostrophe before it makes it a text. */
function cellOf(value: string): string {
  const harmless = value
    .split(breaks)
    .map((line) => (formula.test(line) ? `'${line}` : line))
    .join('')
  return `"${harmless.replaceAll('"', '""')}"`
}
