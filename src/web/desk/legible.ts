/** What was sealed, in words also where its key is gone. */
export function legible(words: string | null): string {
  return words ?? 'It cannot be read any more'
}

/** A camera as pages name it. */
export function cameraWords({ name, site }: { readonly name: string | null; readonly site: string | null }): string {
  const words = [name, site].filter((each) => each !== null)
  return words.length === 0 ? legible(null) : words.join(', ')
}
