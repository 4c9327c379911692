import type { ComponentChildren } from 'preact'
import { type Field, type Fields, mustBeGiven } from '#gate/field.ts'
import { isWord, wordOf } from '#records/words-of.ts'
import { isSaid } from '#shared/record.ts'
import type { Column, SummaryRow } from '../components/index.ts'
import type { Names } from './names.ts'
import { inWords, legible, length } from './values.ts'

export type Row = Readonly<Record<string, unknown>>
type Declared<F extends Fields> = { readonly fields: F }
type NameOf<F extends Fields> = keyof F & string

/** A field as pages show it. `isHeld`: whether there is anything to say, even if only that an end has not come, which is no gap in what we hold. */
export type ShownField<N extends string = string> = {
  readonly name: N
  readonly field: Field
  readonly label: string
  readonly show: (row: Row) => string
  readonly isHeld: (row: Row) => boolean
}

/** Those of the named fields that say something to a person: an id does not. `names`: for the words of the notice's activities. */
export function shownFields<N extends string>({ fields }: Declared<Fields>, list: readonly N[], names?: Names): readonly ShownField<N>[] {
  return list.flatMap((name) => {
    const field = fields[name]
    if (field === undefined || field.kind === 'uuid' || field.owner === 'machine') return []
    const item = Object.keys(fields).find((other) => fields[other]?.limits.itemOf === name)
    const show = (row: Row) => valueInWords(field, row[name], names, item === undefined ? null : row[item])
    return [{ name, field, label: field.label.colleague, show, isHeld: (row: Row) => field.empty !== undefined || isSaid(row[name]) }]
  })
}

/**
 * What a page says of one item, in this order, or in that of its declaration: of a field its declared label and what stands there; a line of the
 * page's own as it is. What need not be given and is not there takes no line, unless its field says what that means.
 */
export function facts<F extends Fields, R extends Row>(
  type: Declared<F>,
  row: R,
  list?: readonly ((NameOf<F> & keyof R) | SummaryRow)[],
  names?: Names,
): readonly SummaryRow[] {
  const lines: readonly (string | SummaryRow)[] = list ?? Object.keys(type.fields).filter((name) => name in row)
  return lines.flatMap((each): readonly SummaryRow[] => {
    if (typeof each !== 'string') return [each]
    const said = shownFields(type, [each], names).filter(({ field, isHeld }) => isHeld(row) || mustBeGiven(field))
    return said.map(({ label, show }) => ({ key: label, value: show(row) }))
  })
}

/**
 * Columns of a table in this order, or in that of the declaration: of a field under its label; a column of the page's own as it is. `cells`: where more
 * is drawn than what the field says, such as a link.
 */
export function columns<R extends Row, F extends Fields, N extends NameOf<F>>(
  type: Declared<F>,
  list?: readonly (N | Column<R>)[],
  cells: { readonly [K in NoInfer<N>]?: (row: R, said: string) => ComponentChildren } = {},
  names?: Names,
): readonly Column<R>[] {
  const drawn: { readonly [name: string]: ((row: R, said: string) => ComponentChildren) | undefined } = cells
  const all: readonly (string | Column<R>)[] = list ?? Object.keys(type.fields)
  return all.flatMap((each): readonly Column<R>[] => {
    if (typeof each !== 'string') return [each]
    return shownFields(type, [each], names).map(({ name, label, show }) => {
      const cell = drawn[name]
      return { heading: label, cell: (row) => (cell === undefined ? show(row) : cell(row, show(row))) }
    })
  })
}

/** `item`: the id of the one item that a kind of record is named with. */
function valueInWords(field: Field, value: unknown, names: Names | undefined, item: unknown): string {
  if (!isSaid(value)) return field.empty ?? (field.limits.needed === true ? legible(null) : inWords(field, value))
  if (typeof value === 'number' && field.counts === 'seconds') return length(value)
  if (typeof value !== 'string') return inWords(field, value)
  const { oneOf } = field.limits
  if (oneOf === 'activities' && names !== undefined) return names.activity(value)
  if (oneOf === 'held-types' && names !== undefined) return names.covered(value, typeof item === 'string' ? item : null)
  return isWord(field) ? wordOf(field, value) : inWords(field, value)
}
