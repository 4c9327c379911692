import { readFile } from 'node:fs/promises'
import { Fault } from '#shared/fault.ts'
import { preparedPicture } from './picture.ts'
import { says } from './told-kind.ts'

/** More than any letter or file of papers that somebody reads. */
export const mostDocumentBytes = 20 * 1024 ** 2
/** More than a colleague reads as one text: about fifty pages. */
export const mostDocumentWords = 150_000

/** The words of each page of a PDF, empty where a page has none that can be read. Faults `media-*` where it cannot be opened. */
export type ReadsPdf = (bytes: Uint8Array) => Promise<readonly string[]>

/** A document as it is kept. `words`: what can be read of it. `isAllRead`: no part of it is without words. */
export type PreparedDocument = { readonly type: string; readonly whole: Buffer; readonly words: string; readonly isAllRead: boolean }

/**
 * A text, a PDF or a picture of paper, told by its contents, whatever its name. A picture is written anew, without what its file says besides.
 * Faults `media-*` for anything else.
 */
export async function preparedDocument(path: string, readsPdf: ReadsPdf): Promise<PreparedDocument> {
  const whole = await readFile(path)
  if (whole.length === 0) throw new Fault('media-empty', 'what was sent as a document is empty')
  if (says(whole, 0, '%PDF-')) {
    const pages = (await readsPdf(whole)).map((page) => page.trim())
    return { type: 'application/pdf', whole, words: pages.join('\n\n').trim(), isAllRead: pages.every((page) => page !== '') }
  }
  const text = textIn(whole)
  if (text !== null) return { type: 'text/plain', whole, words: text.trim(), isAllRead: text.trim() !== '' }
  const picture = await preparedPicture(whole)
  return { type: picture.type, whole: picture.whole, words: '', isAllRead: false }
}

/** The text that these bytes are in UTF-8; null where they are none. */
function textIn(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a file with such bytes is no text that somebody wrote
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text
  } catch {
    return null
  }
}
