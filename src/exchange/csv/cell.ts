import type { Field } from '#gate/field.ts'
import { londonInstant } from '#shared/london-time.ts'
import { whyNotPlain } from '../plain-text.ts'

export type Cell = { readonly value: string | number | boolean } | { readonly problem: string }

/** Long enough for any name or address, and short enough for an index. A sealed value may be a note. */
const longest = { plain: 500, sealed: 20_000 }

/** Reads a cell that is not empty, as the kind of its field needs. References (`uuid`) are read elsewhere. */
export function readCell(field: Field, cell: string): Cell {
  switch (field.kind) {
    case 'boolean':
      return /^(true|yes)$/i.test(cell)
        ? { value: true }
        : /^(false|no)$/i.test(cell)
          ? { value: false }
          : { problem: 'is neither yes nor no' }
    case 'integer':
      return /^-?\d{1,9}$/.test(cell) ? { value: Number(cell) } : { problem: 'is no whole number' }
    case 'pence':
      return /^-?\d{1,12}$/.test(cell) ? { value: Number(cell) } : { problem: 'is no whole number of pence' }
    case 'date':
      return orProblem('is no date (2026-03-31)', () =>
        Temporal.PlainDate.from(/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(cell) ? cell : '', { overflow: 'reject' }).toString(),
      )
    case 'instant':
      return timeCell(cell)
    default: {
      const why = whyNotPlain(cell, field.sealed ? longest.sealed : longest.plain, field.sealed)
      return why === null ? { value: cell } : { problem: why }
    }
  }
}

/**
 * By the offset or `Z` that is written; without one by London time. A time that came twice or never is a RangeError: only the writer knows what was
 * meant.
 */
export function instantOf(text: string): Temporal.Instant {
  const { at } = timeIn(text)
  if (at === undefined) throw new RangeError('no time, or one of two')
  return at
}

const notOnce = {
  twice: 'came twice that night: add its offset (2026-10-25T01:40+01:00)',
  never: 'never was: the clocks went forward over it',
  other: 'is no time (2026-03-31T14:05)',
} as const

function timeIn(text: string): { readonly at?: Temporal.Instant; readonly problem: string } {
  try {
    if (!/^(?!0000)\d{4}-/.test(text)) return { problem: notOnce.other }
    if (/(Z|[+-]\d{2}:\d{2})$/.test(text)) return { at: Temporal.Instant.from(text), problem: '' }
    const local = londonInstant(Temporal.PlainDateTime.from(text, { overflow: 'reject' }))
    return local.ok ? { at: local.at, problem: '' } : { problem: notOnce[local.why] }
  } catch {
    return { problem: notOnce.other }
  }
}

function timeCell(cell: string): Cell {
  const { at, problem } = timeIn(cell)
  return at === undefined ? { problem } : { value: at.toString() }
}

function orProblem(problem: string, read: () => string): Cell {
  try {
    return { value: read() }
  } catch {
    return { problem }
  }
}
