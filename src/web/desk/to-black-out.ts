import { optionalText, type Question, writtenAs } from '../form/index.ts'

/** Which rectangles to black out, one on a line. `first`: what each line has before its rectangle; `example`: a whole line. */
export function toBlackOut<T>(
  { first = '', example }: { readonly first?: string; readonly example: string },
  read: (typed: string) => readonly T[] | null,
): Question<readonly T[]> {
  const hint = `One rectangle per line: ${first}left, top, width and height as percentages of the picture. Example: ${example}.`
  const box = optionalText({ label: 'What to black out (optional)', hint, rows: 4, most: 4000 })
  return writtenAs(box, read, `Enter each line as ${example}, within the picture`)
}
