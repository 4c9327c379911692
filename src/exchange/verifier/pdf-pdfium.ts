import { readPdfiumAttachments } from './pdfium-attachments.ts'
import { openPdfium, type Pdfium } from './pdfium-calls.ts'
import { readBookmarks, readDestinations, readMetadata } from './pdfium-document.ts'
import { readAnnotations, readMarks, readPageText, readStructure } from './pdfium-page.ts'
import type { Taker } from './piece.ts'

/** What PDFium says where a PDF needs a password. */
const needsPassword = 4

/** Reads a PDF with the reader of Chromium. Returns the number of its pages, or undefined where it cannot be opened; why is told. */
export async function readWithPdfium(bytes: Uint8Array, take: Taker): Promise<number | undefined> {
  const pdfium = await openPdfium()
  const place = pdfium.put(bytes)
  const document = pdfium.call('FPDF_LoadMemDocument', place, bytes.length, 0)
  try {
    if (document === 0) {
      take.unreadable(pdfium.call('FPDF_GetLastError') === needsPassword ? 'encrypted' : 'broken')
      return undefined
    }
    return await readDocument(pdfium, document, take)
  } finally {
    if (document !== 0) pdfium.call('FPDF_CloseDocument', document)
    pdfium.free(place)
  }
}

async function readDocument(pdfium: Pdfium, document: number, take: Taker): Promise<number> {
  readMetadata(pdfium, document, take)
  readBookmarks(pdfium, document, take)
  readDestinations(pdfium, document, take)
  await readPdfiumAttachments(pdfium, document, take)
  const pages = pdfium.call('FPDF_GetPageCount', document)
  for (let number = 1; number <= pages; number += 1) {
    const page = pdfium.call('FPDF_LoadPage', document, number - 1)
    if (page === 0) {
      take.unreadable('broken')
      continue
    }
    readPageText(pdfium, page, number, take)
    readStructure(pdfium, page, number, take)
    readMarks(pdfium, page, number, take)
    readAnnotations(pdfium, document, page, number, take)
    pdfium.call('FPDF_ClosePage', page)
  }
  return pages
}
