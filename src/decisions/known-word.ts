import { nearest } from '#notice/nearest.ts'

/** A word that was not understood: its field, and one sentence that names the word and the one probably meant. */
export type NotUnderstood = { readonly field: string; readonly message: string }

/** The word as one of those known, or what is wrong with it. */
export function knownWord<T extends string>(
  field: string,
  written: string,
  words: readonly T[],
): { readonly word: T } | { readonly problem: NotUnderstood } {
  const word = words.find((each) => each === written)
  if (word !== undefined) return { word }
  const meant = nearest(written.slice(0, 60), words)
  return {
    problem: {
      field,
      message: `the ${field} \`${shown(written)}\` is not known${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    },
  }
}

/** What somebody wrote, shortened and without characters that could mislead on a terminal or a page. */
export function shown(written: string): string {
  return written.slice(0, 60).replaceAll(/[^\p{L}\p{N} ._=-]/gu, '?')
}
