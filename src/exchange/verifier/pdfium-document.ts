import { readingsOf } from './decoded.ts'
import { type Pdfium, wideText } from './pdfium-calls.ts'
import type { Piece, Taker } from './piece.ts'

/** A tree that has more entries goes round in a circle. */
const mostEntries = 200_000
const metadata = [
  'Title',
  'Author',
  'Subject',
  'Keywords',
  'Creator',
  'Producer',
  'CreationDate',
  'ModDate',
  'Trapped',
  'Company',
  'Manager',
  'SourceModified',
]

export function take(taker: Taker, about: Omit<Piece, 'text' | 'reader'>, text: string): void {
  if (text === '') return
  for (const reading of readingsOf(text)) taker.piece({ ...about, reader: 'pdfium', text: reading })
}

/** A name as PDFium expects it. The caller frees it. */
export function nameFor(pdfium: Pdfium, name: string): number {
  return pdfium.put(Buffer.from(`${name}\0`, 'latin1'))
}

export function readMetadata(pdfium: Pdfium, document: number, taker: Taker): void {
  for (const name of metadata) {
    const place = nameFor(pdfium, name)
    take(taker, { where: 'metadata' }, wideText(pdfium.written('FPDF_GetMetaText', document, place)))
    pdfium.free(place)
  }
  for (let index = 0; index < pdfium.call('FPDF_GetPageCount', document); index += 1)
    take(taker, { where: 'destination' }, wideText(pdfium.written('FPDF_GetPageLabel', document, index)))
}

export function readBookmarks(pdfium: Pdfium, document: number, taker: Taker): void {
  const open = [pdfium.call('FPDFBookmark_GetFirstChild', document, 0)]
  for (let entries = 0; open.length > 0; entries += 1) {
    if (entries > mostEntries) {
      taker.unreadable('too-large')
      return
    }
    const bookmark = open.pop() ?? 0
    if (bookmark === 0) continue
    take(taker, { where: 'bookmark' }, wideText(pdfium.written('FPDFBookmark_GetTitle', bookmark)))
    readAction(pdfium, document, pdfium.call('FPDFBookmark_GetAction', bookmark), { where: 'bookmark' }, taker)
    open.push(pdfium.call('FPDFBookmark_GetNextSibling', document, bookmark), pdfium.call('FPDFBookmark_GetFirstChild', document, bookmark))
  }
}

/** Where a link leads: an address or a file. */
export function readAction(pdfium: Pdfium, document: number, action: number, about: Omit<Piece, 'text' | 'reader'>, taker: Taker): void {
  if (action === 0) return
  take(taker, about, Buffer.from(pdfium.written('FPDFAction_GetURIPath', document, action)).toString('utf8'))
  take(taker, about, Buffer.from(pdfium.written('FPDFAction_GetFilePath', action)).toString('utf8'))
}

/** The names of places that links lead to, and scripts. */
export function readDestinations(pdfium: Pdfium, document: number, taker: Taker): void {
  const size = pdfium.put(new Uint8Array(4))
  for (let index = 0; index < pdfium.call('FPDF_CountNamedDests', document); index += 1) {
    pdfium.memory().fill(0, size, size + 4)
    pdfium.call('FPDF_GetNamedDest', document, index, 0, size)
    const length = numberAt(pdfium, size)
    if (length <= 0) continue
    const text = pdfium.put(new Uint8Array(length))
    pdfium.call('FPDF_GetNamedDest', document, index, text, size)
    take(taker, { where: 'destination' }, wideText(pdfium.memory().slice(text, text + length)))
    pdfium.free(text)
  }
  pdfium.free(size)
  for (let index = 0; index < pdfium.call('FPDFDoc_GetJavaScriptActionCount', document); index += 1) {
    const action = pdfium.call('FPDFDoc_GetJavaScriptAction', document, index)
    if (action === 0) continue
    take(taker, { where: 'object' }, wideText(pdfium.written('FPDFJavaScriptAction_GetName', action)))
    take(taker, { where: 'object' }, wideText(pdfium.written('FPDFJavaScriptAction_GetScript', action)))
    pdfium.call('FPDFDoc_CloseJavaScriptAction', action)
  }
}

export function numberAt(pdfium: Pdfium, place: number): number {
  return Buffer.from(pdfium.memory().slice(place, place + 4)).readInt32LE(0)
}
