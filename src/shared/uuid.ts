const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a word has a UUID's form (RFC 9562), in whatever case. */
export function isUuid(word: string): boolean {
  return form.test(word)
}
