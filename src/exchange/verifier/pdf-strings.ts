import { textIn } from './bytes-text.ts'

/** The text strings of PDF syntax, in their order: `(…)` with its escapes, and `<…>` in hexadecimal. */
export function pdfStrings(source: string): readonly string[] {
  const found: string[] = []
  for (let at = 0; at < source.length; ) {
    const sign = source[at]
    if (sign === '(') {
      const { text, end } = literal(source, at + 1)
      found.push(decoded(text))
      at = end
    } else if (sign === '<' && source[at + 1] !== '<') {
      const end = source.indexOf('>', at)
      if (end < 0) break
      found.push(decoded(Buffer.from(source.slice(at + 1, end).replaceAll(/[^0-9A-Fa-f]/g, ''), 'hex').toString('latin1')))
      at = end + 1
    } else at += sign === '<' ? 2 : 1
  }
  return found
}

/** Names, which may have any letter as `#` and a number. */
export function pdfNames(source: string): readonly string[] {
  return [...new Set([...source.matchAll(/\/([^\s()<>[\]{}/%]+)/g)].map(([, name = '']) => name))]
    .filter((name) => name.includes('#'))
    .map((name) => decoded(name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))))
}

const escapes: ReadonlyMap<string, string> = new Map(Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }))

function literal(source: string, from: number): { readonly text: string; readonly end: number } {
  let text = ''
  let depth = 1
  let at = from
  while (at < source.length) {
    const sign = source[at] ?? ''
    if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4))?.[0]
      const next = source[at + 1] ?? ''
      if (octal !== undefined) text += String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      else if (next !== '\n' && next !== '\r') text += escapes.get(next) ?? next
      at += 1 + (octal?.length ?? 1)
      continue
    }
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    at += 1
    if (depth === 0) break
    text += sign
  }
  return { text, end: at }
}

/** The bytes of a string as text: UTF-16 or UTF-8 where they say so, otherwise as Latin letters. */
function decoded(bytes: string): string {
  const buffer = Buffer.from(bytes, 'latin1')
  return buffer.some((byte) => byte === 0 || byte > 0x7f) ? (textIn(buffer) ?? bytes) : bytes
}
