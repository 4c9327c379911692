import { isRecord } from '#shared/record.ts'
import { readingsOf } from './decoded.ts'
import type { Piece, Taker } from './piece.ts'

const apart = '\n|\n'
/** Trees of a PDF may be nested without end. */
const mostParts = 5_000_000

/**
 * Takes every text in a value that a reader returns, whatever its shape; bytes in it are a file of their own. The names of its first fields are texts
 * too, such as the names of places and files; those further in are the reader's own words.
 */
export async function takeStrings(value: unknown, take: Taker, about: Omit<Piece, 'text' | 'noise'>): Promise<void> {
  const texts: string[] = []
  const files: Uint8Array[] = []
  const seen = new Set<object>()
  const open: unknown[] = [value]
  if (isRecord(value)) texts.push(...Object.keys(value))
  for (let parts = 0; open.length > 0; parts += 1) {
    if (parts > mostParts) {
      take.unreadable('too-large')
      return
    }
    const each = open.pop()
    if (typeof each === 'string' || typeof each === 'number') texts.push(String(each))
    if (typeof each !== 'object' || each === null || seen.has(each)) continue
    seen.add(each)
    if (each instanceof Uint8Array) files.push(each)
    else if (ArrayBuffer.isView(each)) continue
    else if (Array.isArray(each)) open.push(...each.toReversed())
    else if (each instanceof Map) open.push(...each.keys(), ...each.values())
    else open.push(...Object.values(each))
  }
  if (texts.length > 0) for (const text of readingsOf(texts.join(apart))) take.piece({ ...about, text })
  for (const file of files) if (file.length > 0) await take.inner(file, about.reader)
}
