import { type Line, longestLine } from '../lines.ts'

/** A row of a CSV file, by the number of the line it begins on; or why it cannot be read. */
export type Row =
  | { readonly line: number; readonly cells: readonly string[]; readonly problem?: never }
  | { readonly line: number; readonly problem: string }

/** A quoted cell may go over this many lines; one that does not end by then was never closed. */
const longestRow = 200

/**
 * RFC 4180, strictly: a quote opens only at the beginning of a cell, ends before a comma or the row's end, and is doubled inside. A row
 * whose quotes are wrong is refused where it begins, and reading goes on with the line after it.
 */
export async function* readRows(groups: AsyncIterable<readonly Line[]>): AsyncGenerator<readonly Row[]> {
  let held: Line[] = []
  for await (const lines of groups) {
    const rows: Row[] = []
    held.push(...lines)
    held = takeRows(held, rows, false)
    yield rows
  }
  const rows: Row[] = []
  takeRows(held, rows, true)
  yield rows
}

/** Puts every whole row of `lines` into `rows` and answers the lines of a row that has not ended yet. */
function takeRows(lines: readonly Line[], rows: Row[], isEnd: boolean): Line[] {
  let at = 0
  while (at < lines.length) {
    const first = lines[at]
    if (first === undefined) break
    const taken = rowFrom(lines, at)
    if (taken === 'open' && !isEnd && lines.length - at < longestRow) return lines.slice(at)
    rows.push(taken === 'open' ? { line: first.number, problem: 'a quoted cell is never closed' } : taken.row)
    at += taken === 'open' ? 1 : taken.lines
  }
  return []
}

function rowFrom(lines: readonly Line[], at: number): { readonly row: Row; readonly lines: number } | 'open' {
  const number = lines[at]?.number ?? 0
  let text = ''
  for (let taken = 0; taken < longestRow && at + taken < lines.length; taken += 1) {
    const line = lines[at + taken]
    if (line === undefined) break
    if (line.problem !== undefined) {
      return taken === 0
        ? { row: { line: number, problem: line.problem }, lines: 1 }
        : { row: { line: number, problem: 'a quoted cell is never closed' }, lines: 1 }
    }
    text = taken === 0 ? line.text : `${text}\n${line.text}`
    if (text.length > longestLine) return { row: { line: number, problem: 'the row is longer than 1 MiB' }, lines: 1 }
    const cells = cellsOf(text)
    if (cells !== 'open')
      return { row: typeof cells === 'string' ? { line: number, problem: cells } : { line: number, cells }, lines: taken + 1 }
  }
  return 'open'
}

/** The cells, `open` where a quote has not ended, or what is wrong. */
function cellsOf(text: string): readonly string[] | string {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      const end = endOfQuoted(text, at)
      if (end < 0) return 'open'
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'))
      at = end + 1
      if (at < text.length && text[at] !== ',') return 'a quote stands inside a cell'
    } else {
      const comma = text.indexOf(',', at)
      const cell = text.slice(at, comma < 0 ? text.length : comma)
      if (cell.includes('"')) return 'a quote stands inside a cell'
      cells.push(cell)
      at = comma < 0 ? text.length : comma
    }
    if (at >= text.length) return cells
    at += 1
  }
}

function endOfQuoted(text: string, opening: number): number {
  let at = text.indexOf('"', opening + 1)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
