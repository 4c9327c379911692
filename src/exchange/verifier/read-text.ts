import { textIn } from './bytes-text.ts'
import { readingsOf } from './decoded.ts'
import type { Taker } from './piece.ts'

/** Put between texts that do not belong together, so that no word goes on from one to the next. */
const apart = '\n|\n'

/** JSON, or another text. JSON is read twice: parsed, and as it stands, since the parser drops a key that comes twice. */
export async function readText(bytes: Uint8Array, take: Taker, name: string): Promise<void> {
  const text = bytes.length === 0 ? '' : textIn(bytes)
  if (text === undefined) {
    take.unreadable('unknown-kind')
    return
  }
  const looksLikeJson = /^\s*[[{]/.test(text)
  const parsed = looksLikeJson || /\.json$/i.test(name) ? parsedJson(text) : undefined
  if (parsed === undefined && /\.json$/i.test(name)) take.unreadable('broken')
  const files: Uint8Array[] = []
  for (const reading of readingsOf(text, (file) => files.push(file)))
    take.piece({ where: parsed === undefined ? 'text' : 'json-value', reader: 'bytes', text: reading })
  if (parsed !== undefined) takeJson(parsed.value, take)
  for (const file of files) await take.inner(file, 'bytes')
}

function parsedJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined
  }
}

function takeJson(value: unknown, take: Taker): void {
  const keys = new Set<string>()
  const values: string[] = []
  collect(value, keys, values)
  for (const reading of readingsOf([...keys].join(apart))) take.piece({ where: 'json-key', reader: 'json', text: reading })
  for (const reading of readingsOf(values.join(apart))) take.piece({ where: 'json-value', reader: 'json', text: reading })
}

/** Goes through a value without calling itself, so that no depth of nesting can break it. */
function collect(whole: unknown, keys: Set<string>, values: string[]): void {
  const open: unknown[] = [whole]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string' || typeof value === 'number') values.push(String(value))
    else if (Array.isArray(value)) for (const each of value) open.push(each)
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) {
        keys.add(name)
        open.push(each)
      }
  }
}
