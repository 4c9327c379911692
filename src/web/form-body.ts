import { HttpFault } from './http-fault.ts'

const mostFields = 100

/**
 * Reads `application/x-www-form-urlencoded` strictly: a name sent twice becomes a list (which a form's shape must allow),
 * NUL bytes, broken encoding and floods of fields are refused. The answer has no prototype to pollute.
 */
export function readFormBody(text: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null)
  const pairs = text === '' ? [] : text.split('&')
  if (pairs.length > mostFields) throw new HttpFault(400, 'the form has too many fields')
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=')
    const key = decoded(name)
    const value = decoded(rest.join('='))
    const before = fields[key]
    fields[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return fields
}

function decoded(part: string): string {
  let text: string
  try {
    text = decodeURIComponent(part.replaceAll('+', ' '))
  } catch (cause) {
    throw new HttpFault(400, 'the form is not encoded as UTF-8', { cause })
  }
  if (text.includes('\u0000')) throw new HttpFault(400, 'the form holds a NUL character')
  return text.replaceAll('\r\n', '\n')
}
