import { readPdfBytes } from './pdf-bytes.ts'
import { readWithPdfium } from './pdf-pdfium.ts'
import { readWithPdfjs } from './pdf-pdfjs.ts'
import type { Taker } from './piece.ts'

/** Reads a PDF three times, by two independent readers and as bytes. Two readers that see different pages are a reason to stop. */
export async function readPdf(bytes: Uint8Array, take: Taker): Promise<void> {
  await readPdfBytes(bytes, take)
  const one = await readWithPdfjs(bytes, take)
  const other = await readWithPdfium(bytes, take)
  if (one === undefined || other === undefined) return
  if (one !== other) take.unreadable('readers-differ')
  take.pages(Math.max(one, other))
}
