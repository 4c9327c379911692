/**
 * A text of the copy, by where it stands. `place`: the record type, or the table where it is in none. `field`: the name of the field, or a label where
 * it stands in no record type; `wholeItem` where it is asked whether anything of the item leaves at all; `itsMedia` for its recording or picture. `isTheirs`: the person told it themselves.
 * `isHealth`: its category is data concerning health.
 */
export type TextOfCopy = {
  readonly place: string
  readonly itemId: string
  readonly field: string
  readonly value: string
  readonly isTheirs: boolean
  readonly isHealth: boolean
}

/** Stands for the recording, film or picture of an item. Its value says which file it is and of what kind (review/media.ts). */
export const itsMedia = '~'

/** Stands for all of an item, such as a letter that is privileged as a whole. */
export const wholeItem = '*'

/** How a text leaves once it has been read: its words without what is withheld; null where all of it is. `reasons`: why, in words for the person. */
export type LeavesAs = { readonly words: string | null; readonly reasons: readonly string[] }

/** What was decided about a text; null where nobody has read it as it now stands, so that it does not leave. */
export type Decided = (text: TextOfCopy) => LeavesAs | null
