import { type Pdfium, wideText } from './pdfium-calls.ts'
import { nameFor, numberAt, take } from './pdfium-document.ts'
import type { Taker } from './piece.ts'

/** The most bytes of one attached file. */
const mostBytes = 512 * 1024 ** 2

/** Attached files with their names and descriptions. */
export async function readPdfiumAttachments(pdfium: Pdfium, document: number, taker: Taker): Promise<void> {
  for (let index = 0; index < pdfium.call('FPDFDoc_GetAttachmentCount', document); index += 1) {
    const attachment = pdfium.call('FPDFDoc_GetAttachment', document, index)
    if (attachment === 0) {
      taker.unreadable('broken')
      continue
    }
    take(taker, { where: 'attachment' }, wideText(pdfium.written('FPDFAttachment_GetName', attachment)))
    for (const key of ['Desc', 'F', 'UF']) {
      const place = nameFor(pdfium, key)
      take(taker, { where: 'attachment' }, wideText(pdfium.written('FPDFAttachment_GetStringValue', attachment, place)))
      pdfium.free(place)
    }
    const file = fileOf(pdfium, attachment)
    if (file === undefined) taker.unreadable('broken')
    else await taker.inner(file, 'pdfium')
  }
}

function fileOf(pdfium: Pdfium, attachment: number): Uint8Array | undefined {
  const size = pdfium.put(new Uint8Array(4))
  try {
    if (pdfium.call('FPDFAttachment_GetFile', attachment, 0, 0, size) === 0) return undefined
    const length = numberAt(pdfium, size)
    if (length < 0 || length > mostBytes) return undefined
    const place = pdfium.put(new Uint8Array(length))
    const isRead = pdfium.call('FPDFAttachment_GetFile', attachment, place, length, size) !== 0
    const file = pdfium.memory().slice(place, place + length)
    pdfium.free(place)
    return isRead ? file : undefined
  } finally {
    pdfium.free(size)
  }
}
