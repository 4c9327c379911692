import type { Finding, Locate, Location, Spotted } from './finding.ts'

/** A finding with its file and line, before those with one cause are joined. */
export type Found = Finding & Pick<Spotted, 'recurs'>

/** What was spotted, where it was written. */
export function found(locate: Locate, all: readonly Spotted[]): readonly Found[] {
  return all.map(({ at, ...rest }) => ({ ...locate(at), ...rest }))
}

/**
 * Findings as they are told: causes first. `stages` begins with what can cause the rest, such as a file that cannot be read. Within a stage they are
 * in the order of files and lines. A word that is wrong in several places is one finding, which names them all.
 */
export function causesFirst(stages: readonly (readonly Found[])[]): readonly Finding[] {
  return stages.flatMap((stage) => joined(stage.toSorted(inReadingOrder)))
}

function joined(sorted: readonly Found[]): readonly Finding[] {
  const cause = (one: Found): Found => (one.recurs === true ? (sorted.find((other) => isSame(one, other)) ?? one) : one)
  return sorted
    .filter((one) => cause(one) === one)
    .map((one) => {
      const { recurs: _, ...finding } = one
      const also = sorted.filter((other) => other !== one && cause(other) === one).map(({ file, line }) => ({ file, line }))
      return also.length === 0 ? finding : { ...finding, also }
    })
}

function isSame(one: Found, other: Found): boolean {
  return other.recurs === true && one.message === other.message && one.fix === other.fix
}

function inReadingOrder(a: Location, b: Location): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line
}
