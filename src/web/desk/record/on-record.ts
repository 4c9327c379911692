import type { JSX } from 'preact'
import { itemsOf } from '#duties/openings/view.ts'
import type { RecordPart } from '#gate/record-part.ts'
import type { Row } from '../declared.ts'
import type { Shown } from './shown.ts'

/** A part of an open record, as a subject draws it. `at`: the address of the record. `view`: all that it shows. */
export type Held<Item> = {
  readonly items: readonly Item[]
  readonly section: Shown
  readonly at: string
  readonly view: readonly Shown[]
}

/** How a subject draws its part on the page of a record, where neither lines, nor a table, nor a timeline show all that there is to it. */
export type OnRecord = {
  readonly of: Pick<RecordPart, 'type' | 'category'>
  /** Whoever may add to it here sees it with nothing in it too. */
  readonly addedTo: boolean
  /** Several items take the whole width of a desk. */
  readonly wide: boolean
  readonly draw: (section: Shown, at: string, view: readonly Shown[]) => JSX.Element
}

/** `draw` has the items as they are declared, the newest first where they have a moment. */
export function onRecord<Item>(
  of: Pick<RecordPart, 'type' | 'category'> & { readonly isRow: (row: Row) => row is Row & Item },
  draw: (held: Held<Row & Item>) => JSX.Element,
  { addedTo = false, wide = false } = {},
): OnRecord {
  return { of, addedTo, wide, draw: (section, at, view) => draw({ items: itemsOf(section).filter(of.isRow), section, at, view }) }
}
