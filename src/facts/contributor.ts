import type { Circumstance, Relationship } from '#notice/vocabulary.ts'

/** What one fact adds to the input of a decision. */
export type Told = { readonly circumstances?: readonly Circumstance[]; readonly relationships?: readonly Relationship[] }

/** One fact about a person at a moment: how the database finds it, and what it tells a decision. */
export type Contributor = {
  /** A name of its own; its column in the joined statement. */
  readonly name: string
  /** For a fact about an item that stands alone: its kind (`standing_alone.kind`). It is looked up for no other. */
  readonly of?: string
  /**
   * One SQL expression. `a` is what is asked: `person`, `activity`, `colleague`, `now`, `today`. `p` is the person on file: `id`, `date_of_birth`.
   * `s` is the item that stands alone under the id: `kind`.
   */
  readonly sql: string
  /** `found`: the value of the expression. */
  tells(found: unknown): Told
}

export const nothing: Told = {}

/** The texts in an array that the database returned. */
export function textsIn(found: unknown): readonly string[] {
  return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : []
}
