import type { Circumstance, Relationship } from '#notice/vocabulary.ts'

/** What one fact adds to what a decision knows. */
export type Told = { readonly circumstances?: readonly Circumstance[]; readonly relationships?: readonly Relationship[] }

/** One fact about a person at a moment: how the database finds it, and what it tells a decision. */
export type Contributor = {
  /** A word of its own: its column in the statement of all. */
  readonly name: string
  /** The kind of what stands alone (`standing_alone.kind`) that it is a fact of: of anything else it is not looked up. */
  readonly of?: string
  /**
   * One SQL expression. `a` is what is asked: `person`, `activity`, `colleague`, `now`, `today`. `p` is the person on file: `id`, `date_of_birth`.
   * `s` is what stands alone under the id: `kind`.
   */
  readonly sql: string
  /** `found`: what the expression came to. */
  tells(found: unknown): Told
}

export const nothing: Told = {}

/** The texts in an array that the database answered. */
export function textsIn(found: unknown): readonly string[] {
  return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : []
}
