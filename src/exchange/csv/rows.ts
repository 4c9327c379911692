import { type Line, longestLine } from '../lines.ts'

/** A row of a CSV file, by the number of the line it begins on; or why it cannot be read. */
export type Row =
  | { readonly line: number; readonly cells: readonly string[]; readonly problem?: never }
  | { readonly line: number; readonly problem: string }

/**
 * RFC 4180, strictly: a quote opens only at the beginning of a cell, closes only before a comma or the end of the row, and is doubled inside. A blank
 * line inside quotes is kept; between rows it is ignored. A row with wrong quotes is refused at its first line, and reading goes on with the line
 * after that: one quote too many must not cost the rest of the file.
 */
export async function* readRows(groups: AsyncIterable<readonly Line[]>): AsyncGenerator<readonly Row[]> {
  let unfinished: readonly Line[] = []
  for await (const lines of groups) {
    const { rows, rest } = takeRows([...unfinished, ...lines], false)
    unfinished = rest
    yield rows
  }
  yield takeRows(unfinished, true).rows
}

/** Every whole row of the lines, and the lines of a row that has not ended yet. */
function takeRows(lines: readonly Line[], isEnd: boolean): { readonly rows: readonly Row[]; readonly rest: readonly Line[] } {
  const rows: Row[] = []
  let at = 0
  while (at < lines.length) {
    const first = lines[at]
    if (first === undefined) break
    if (first.problem === undefined && first.text.trim() === '') {
      at += 1
      continue
    }
    const taken = rowFrom(lines, at)
    if (taken === 'open' && !isEnd) return { rows, rest: lines.slice(at) }
    rows.push(taken === 'open' ? { line: first.number, problem: neverClosed } : taken.row)
    at += taken === 'open' ? 1 : taken.lines
  }
  return { rows, rest: [] }
}

const neverClosed = 'a quoted cell is never closed'

function rowFrom(lines: readonly Line[], at: number): { readonly row: Row; readonly lines: number } | 'open' {
  const number = lines[at]?.number ?? 0
  const cells: string[] = []
  /** The lines of a quoted cell that has not ended. */
  let quoted: string[] | undefined
  let length = 0
  for (let taken = 1; at + taken <= lines.length; taken += 1) {
    const line = lines[at + taken - 1]
    if (line === undefined) break
    const refused = (problem: string) => ({ row: { line: number, problem }, lines: 1 })
    if (line.problem !== undefined) return refused(taken === 1 ? line.problem : neverClosed)
    length += line.text.length + 1
    if (length > longestLine)
      return refused(
        quoted === undefined ? 'the row is longer than 1 MiB' : 'a quoted cell is never closed, or the row is longer than 1 MiB',
      )
    const read = readLine(line.text, cells, quoted)
    if (typeof read === 'string') return refused(read)
    quoted = read.quoted
    if (quoted === undefined) return { row: { line: number, cells }, lines: taken }
  }
  return 'open'
}

/** Adds the cells that end on the line to `cells`; answers the lines of a quoted cell that goes on, or what is wrong. */
function readLine(text: string, cells: string[], before: string[] | undefined): { readonly quoted: string[] | undefined } | string {
  let at = 0
  let quoted = before
  for (;;) {
    if (quoted === undefined && text[at] === '"') {
      quoted = []
      at += 1
    }
    if (quoted !== undefined) {
      const end = endOfQuoted(text, at)
      quoted.push(text.slice(at, end < 0 ? text.length : end).replaceAll('""', '"'))
      if (end < 0) return { quoted }
      cells.push(quoted.join('\n'))
      quoted = undefined
      at = end + 1
      if (at < text.length && text[at] !== ',') return 'a quote stands inside a cell'
    } else {
      const comma = text.indexOf(',', at)
      const cell = text.slice(at, comma < 0 ? text.length : comma)
      if (cell.includes('"')) return 'a quote stands inside a cell'
      cells.push(cell)
      at = comma < 0 ? text.length : comma
    }
    if (at >= text.length) return { quoted: undefined }
    at += 1
  }
}

/** The position of the quote that ends the cell, searched from inside it; -1 where it is not on this line. */
function endOfQuoted(text: string, inside: number): number {
  let at = text.indexOf('"', inside)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
