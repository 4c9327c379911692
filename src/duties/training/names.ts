/** The most colleagues who are named on one extract, and the longest of their names. */
const [mostHeard, longestName] = [20, 100]

/** A person's names, as their record has them. */
type Named = {
  readonly firstName: string | null
  readonly middleName: string | null
  readonly lastName: string | null
  readonly preferredName: string | null
}

/** Whether a text contains one of the person's names as a separate word, however it is written. */
export function holdsName(words: string, { firstName, middleName, lastName, preferredName }: Named): boolean {
  const said = new Set(nameWords(words))
  const names = [firstName, middleName, lastName, preferredName].flatMap((name) => nameWords(name ?? ''))
  return names.some((name) => said.has(name))
}

/** The words of a text without accents and capitals: “O’Hara’s” is `o`, `hara`, `ohara`, `s`. A single letter is nobody's name. */
export function nameWords(text: string): readonly string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const joined = plain.replaceAll(/['’-]s?\b/g, (mark) => (mark.endsWith('s') ? ' ' : ''))
  return [...plain.split(/[^\p{L}\p{N}]+/u), ...joined.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 1)
}

/** Names of colleagues, one a line; null if a line is no name or there are more than anybody could be asked. */
export function namesOf(written: string): readonly string[] | null {
  const lines = written.split('\n').map((line) => line.trim())
  const names = lines.filter((line) => line !== '')
  return names.length > mostHeard || names.some((name) => name.length < 2 || name.length > longestName) ? null : names
}
