const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a word has the form of a UUID (RFC 9562), in upper or lower case. */
export function isUuid(word: string): boolean {
  return form.test(word)
}
