/** One file of a landlord's folder: `path` relative to the folder, with `/`; `text` as written. */
export type SourceFile = { readonly path: string; readonly text: string }

/**
 * A fault in a landlord's data: where it is, what is wrong, and what to write instead. `line` counts from 1. `also`: where else the same word is
 * written. `folded`: how many findings are left out because they follow from this one.
 */
export type Finding = {
  readonly file: string
  readonly line: number
  readonly message: string
  readonly fix: string
  readonly also?: readonly Location[]
  readonly folded?: number
}

/** A path to a value of an edition: `['activities', 3, 'colleagues', 0, 'roles']`. */
export type Path = readonly (string | number)[]

export type Location = { readonly file: string; readonly line: number }

/** From a path in the edition to the file and line where it was written; the nearest line above it where it was not written. */
export type Locate = (path: Path) => Location

/**
 * A finding as a check reports it, still with a path instead of a file and line. `recurs`: the same words about another place are the same fault, so
 * that an id written in twenty places is one finding.
 */
export type Spotted = {
  readonly at: Path
  readonly message: string
  readonly fix: string
  readonly recurs?: true
  readonly folded?: number
}

/** How many findings there are, in words. */
export function findingCount({ length }: readonly Finding[]): string {
  return length === 1 ? '1 finding' : `${length} findings`
}
