/**
 * What a spreadsheet could take for a formula: a line of a cell that begins, after blanks that programs skip, with `=`, `+`, `-` or `@`, in any width. A dash of
 * another kind is none.
 */
const formula = /^(?=[\p{White_Space}\p{Cf}\p{Cc}]*[=+\-@＝＋－＠])/u
const breaks = /(\r\n|[\r\n\v\f\u0085\u2028\u2029])/u

type Rows = readonly (readonly string[])[]

/** A table as CSV (RFC 4180), in UTF-8 with its mark, which spreadsheets need. No cell can be taken for a formula. */
export function csvOf(rows: Rows): string {
  return `\ufeff${linesOf(rows)}`
}

/** The same, page by page, for a table of any length. */
export async function* csvInPages(headings: readonly string[], pages: AsyncIterable<Rows>): AsyncGenerator<string> {
  yield csvOf([headings])
  for await (const rows of pages) yield linesOf(rows)
}

function linesOf(rows: Rows): string {
  return rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')
}

/** Each line of a cell is looked at by itself: some programs begin a new cell there. An apostrophe before it makes it a text. */
function cellOf(value: string): string {
  const harmless = value
    .split(breaks)
    .map((line) => (formula.test(line) ? `'${line}` : line))
    .join('')
  return `"${harmless.replaceAll('"', '""')}"`
}
