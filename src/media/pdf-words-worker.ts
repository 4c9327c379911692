// The thread in which a PDF is read: `pdf-words.ts` starts it with the bytes, and it answers with the words of each page, or ends without an answer.
import { parentPort, workerData } from 'node:worker_threads'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type PdfWords = { readonly pages: readonly string[] }

/** More than one document has that somebody reads as a whole. */
const mostPages = 200

if (workerData instanceof Uint8Array) {
  const document = await getDocument({ data: workerData.slice(), useSystemFonts: false, verbosity: 0, stopAtErrors: true }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages && document.numPages <= mostPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''))
    page.cleanup()
  }
  if (pages.length > 0) parentPort?.postMessage({ pages } satisfies PdfWords)
}
