import { latin, textsOf } from './bytes-text.ts'
import { readingsOf } from './decoded.ts'
import { kindOf } from './kinds.ts'
import { type PdfStream, pdfParts } from './pdf-streams.ts'
import { pdfNames, pdfStrings } from './pdf-strings.ts'
import { withoutOwnWords } from './pdf-words.ts'
import type { Piece, Taker } from './piece.ts'

const apart = '\n|\n'

/**
 * The last net under the two readers of PDF: every object and every stream, unpacked, whether or not anything refers to it. Here are older versions
 * of a page, what stands before and after the file, comments, and the names of things.
 */
export async function readPdfBytes(bytes: Uint8Array, take: Taker): Promise<void> {
  const { outside, streams } = pdfParts(bytes)
  if (/\/Encrypt\s*(?:\d|<<)/.test(outside)) {
    take.unreadable('encrypted')
    return
  }
  takeSyntax(outside, take)
  for (const stream of streams) await readStream(stream, take)
}

function takeSyntax(source: string, take: Taker): void {
  const put = (text: string): void => {
    for (const reading of readingsOf(text)) take.piece({ where: 'object', reader: 'bytes', text: reading, noise: 'binary' })
  }
  for (const text of textsOf(Buffer.from(withoutOwnWords(source), 'latin1'))) put(text)
  put(pdfStrings(source).join(apart))
  put(pdfNames(source).join(apart))
}

async function readStream({ dictionary, data }: PdfStream, take: Taker): Promise<void> {
  const isPicture = /\/Subtype\s*\/Image\b/.test(dictionary)
  const isTable = /\/Type\s*\/XRef\b/.test(dictionary)
  if (data === undefined || (isPredicted(dictionary) && !isPicture && !isTable)) {
    take.unreadable('broken')
    return
  }
  if (/\/Type\s*\/EmbeddedFile\b/.test(dictionary)) return take.inner(data, 'bytes')
  if (isPicture) {
    if (kindOf(data) === 'jpeg') await take.inner(data, 'bytes')
    else samples(data, take)
  } else if (/\/Type\s*\/Metadata\b|\/Subtype\s*\/XML\b/.test(dictionary)) takeXml(data, take)
  else if (isFont(dictionary) || isTable) samples(data, take)
  else if (/\/Type\s*\/ObjStm\b/.test(dictionary)) takeSyntax(latin(data), take)
  else takeContent(data, take)
}

/** Stored as differences between bytes, as tables and pictures are: any other stream could hide a text so. */
function isPredicted(dictionary: string): boolean {
  return /\/Predictor\s+(?!1\b)\d/.test(dictionary)
}

/** A program of a font has its lengths, or says that it is one. */
function isFont(dictionary: string): boolean {
  return /\/Length1\b|\/Subtype\s*\/(?:CIDFontType0C|Type1C|OpenType)\b/.test(dictionary)
}

function samples(data: Uint8Array, take: Taker): void {
  take.piece({ where: 'object', reader: 'bytes', text: latin(data), noise: 'samples' })
}

function takeXml(data: Uint8Array, take: Taker): void {
  for (const text of textsOf(data))
    for (const reading of readingsOf(withoutOwnWords(text))) take.piece({ where: 'metadata', reader: 'bytes', text: reading })
}

/**
 * What a page draws. Its strings may be numbers of letters in a font, so only long ones are believed; what the page shows is read by the other
 * readers. Strings that are drawn one after the other are read as one.
 */
function takeContent(data: Uint8Array, take: Taker): void {
  const source = latin(data)
  const put = (text: string, noise: Piece['noise'] & string): void => take.piece({ where: 'object', reader: 'bytes', text, noise })
  put(source, 'samples')
  const isMap = source.includes('begincmap')
  if (isMap) return
  const strings = pdfStrings(source)
  put(strings.join(''), 'samples')
  put(strings.join(' '), 'samples')
}
