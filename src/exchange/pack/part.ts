import type { PackWords, WordedRow } from './document.ts'

/** A column of a table: its title, and its width relative to the others. */
export type Column = { readonly label: string; readonly width: number }

/** Points across a page, and how many a column and a character of a table take, as pack.typ sets it. */
const across = 470
const inset = 10
const character = 4.9

/** What the edges of a column take, in characters, and how many there are across a page. */
export const edges = inset / character
export const charactersAcross = Math.floor(across / character)

/** How many characters fit on a line of a column; `total`: the widths of all columns. */
export function charactersIn({ width }: Column, total: number): number {
  return Math.max(4, Math.floor(((across * width) / total - inset) / character))
}

/** A section, or as much of it as is in one part. With `columns`, its short items are rows of one table. */
export type SectionPart = {
  readonly title: string
  /** Whether it continues from the part before. */
  readonly continued: boolean
  /** How many items the section has in all, in words; null where that needs no saying. */
  readonly summary: string | null
} & (
  | { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly columns: null; readonly items: readonly { readonly title: string | null; readonly rows: readonly WordedRow[] }[] }
)

/** The contents of one PDF of a pack. Page numbers continue from the part before. */
export type PackPart = {
  readonly title: string
  readonly landlord: string
  readonly copy: string
  readonly number: number
  readonly of: number
  readonly firstPage: number
  /** Only in the first part. */
  readonly letter: PackWords['letter'] | null
  readonly sections: readonly SectionPart[]
  /** Only in the last part. */
  readonly closing: PackWords['closing'] | null
}

/** An order to a typesetter, and its answer: how many pages it made, and what could not be shown in all its parts so far. */
export type SetOrder = { readonly part: PackPart; readonly file: string }
export type SetAnswer =
  | { readonly set: true; readonly pages: number; readonly notShown: readonly string[] }
  | { readonly set: false; readonly pages: number | null }

/** The most pages of a part, so that a reader, and a printer, can still open it. */
export const mostPages = 200
