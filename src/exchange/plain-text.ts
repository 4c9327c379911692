/**
 * Why a text cannot be stored as it is, or null. PostgreSQL cannot store NUL, half a surrogate pair would be altered silently, and control characters
 * in a name are a mistake or an attack. Line breaks and tabs are allowed where `lines` is set.
 */
export function whyNotPlain(text: string, longest: number, lines = false): string | null {
  if (text.length > longest) return `is longer than ${longest} characters`
  if (text.includes('\u0000')) return 'holds a NUL'
  if (!text.isWellFormed()) return 'holds half a character'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const control = lines ? /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/ : /[\u0001-\u001f\u007f]/
  return control.test(text) ? 'holds a control character' : null
}
