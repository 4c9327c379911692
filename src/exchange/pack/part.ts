import type { PackWords, WordedRow } from './document.ts'

/** A column of a table: its title, and its width beside the others'. */
export type Column = { readonly label: string; readonly width: number }

/** Points across a page, and what a column and a character of a table take of them, as pack.typ sets it. */
const across = 470
const inset = 10
const character = 4.9

/** How many characters stand on a line of a column; `total`: of all columns' widths. */
export function charactersIn({ width }: Column, total: number): number {
  return Math.max(4, Math.floor(((across * width) / total - inset) / character))
}

/** A section, or as much of it as stands in one part. `columns`: many short items are rows of one table under these, one after the other. */
export type SectionPart = {
  readonly title: string
  /** How many items the section has in all, in words; null where it goes on from the part before. */
  readonly summary: string | null
} & (
  | { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly columns: null; readonly items: readonly { readonly title: string; readonly rows: readonly WordedRow[] }[] }
)

/** What one PDF of a pack says. Page numbers go on from the part before. */
export type PackPart = {
  readonly title: string
  readonly landlord: string
  readonly number: number
  readonly of: number
  readonly firstPage: number
  readonly introduction: readonly string[]
  readonly sections: readonly SectionPart[]
  /** In the last part alone. */
  readonly closing: PackWords['closing'] | null
}

/** What a typesetter is told to do, and what it answers: how many pages it made, and what of all its parts could not be shown so far. */
export type SetOrder = { readonly part: PackPart; readonly file: string }
export type SetAnswer =
  | { readonly set: true; readonly pages: number; readonly notShown: readonly string[] }
  | { readonly set: false; readonly pages: number | null }

/** No part has more pages: a reader, and a printer, can still open it. */
export const mostPages = 200
