/**
 * Why a text cannot be kept as it is, or null. PostgreSQL keeps no NUL, half a surrogate pair would be altered without a word, and
 * control characters in a name are somebody's mistake or attack. Lines and tabs pass where `lines` says so.
 */
export function whyNotPlain(text: string, longest: number, lines = false): string | null {
  if (text.length > longest) return `is longer than ${longest} characters`
  if (text.includes('\u0000')) return 'holds a NUL'
  if (!text.isWellFormed()) return 'holds half a character'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const control = lines ? /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/ : /[\u0001-\u001f\u007f]/
  return control.test(text) ? 'holds a control character' : null
}
