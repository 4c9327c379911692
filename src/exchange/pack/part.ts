import type { PackWords, WordedRow } from './document.ts'

/** A section, or as much of it as stands in one part. `columns`: many short items are rows of one table under these, one after the other. */
export type SectionPart = {
  readonly title: string
  /** How many items the section has in all, in words; null where it goes on from the part before. */
  readonly summary: string | null
} & (
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
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
