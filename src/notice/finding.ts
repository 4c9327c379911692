/** One file of a landlord's folder: `path` relative to the folder, with `/`; `text` as it stands. */
export type SourceFile = { readonly path: string; readonly text: string }

/** A fault in a landlord's data: where it stands, what is wrong, and what to write instead. `line` counts from 1. */
export type Finding = { readonly file: string; readonly line: number; readonly message: string; readonly fix: string }

/** Where something stands in an edition: `['activities', 3, 'colleagues', 0, 'roles']`. */
export type Path = readonly (string | number)[]

export type Location = { readonly file: string; readonly line: number }

/** From a place in the edition to the line of the file it was written in; the nearest line above it where it was not written. */
export type Locate = (path: Path) => Location

/** A finding as a check sees it: still a place in the edition. */
export type Spotted = { readonly at: Path; readonly message: string; readonly fix: string }
