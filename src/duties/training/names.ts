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
