import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { isRecord } from '#shared/record.ts'
import type { Taker, Where } from './piece.ts'
import { takeStrings } from './strings-in.ts'

/** Reads a PDF with Mozilla's reader. Returns the number of its pages, or undefined where it cannot be opened; why is told. */
export async function readWithPdfjs(bytes: Uint8Array, take: Taker): Promise<number | undefined> {
  // The reader keeps the bytes that it is given.
  const loading = getDocument({ data: bytes.slice(), useSystemFonts: false, verbosity: 0, stopAtErrors: true, enableXfa: true })
  try {
    const document = await loading.promise
    await readDocument(document, take)
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      await readPage(page, number, take)
      page.cleanup()
    }
    return document.numPages
  } catch (error) {
    take.unreadable(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken')
    return undefined
  } finally {
    await loading.destroy()
  }
}

async function readDocument(document: PDFDocumentProxy, take: Taker): Promise<void> {
  const layers = await document.getOptionalContentConfig()
  const parts: readonly (readonly [Where, unknown])[] = [
    ['bookmark', await document.getOutline()],
    ['destination', await document.getDestinations()],
    ['destination', await document.getPageLabels()],
    ['object', await document.getJSActions()],
    ['annotation', await document.getFieldObjects()],
    ['layer', [...layers]],
    ['destination', await document.getOpenAction()],
  ]
  for (const [where, value] of parts) await takeStrings(value, take, { where, reader: 'pdfjs' })
  await readAttachments(document, take)
  const { info, metadata } = await document.getMetadata()
  await takeStrings(info, take, { where: 'metadata', reader: 'pdfjs' })
  if (metadata !== null) await takeStrings([...metadata], take, { where: 'metadata', reader: 'pdfjs' })
}

async function readAttachments(document: PDFDocumentProxy, take: Taker): Promise<void> {
  const attachments = await document.getAttachments()
  await takeStrings(attachments, take, { where: 'attachment', reader: 'pdfjs' })
  for (const id of attachments?.keys() ?? []) {
    const content = await document.getAttachmentContent(id)
    if (content === null) take.unreadable('broken')
    else await take.inner(content, 'pdfjs')
  }
}

async function readPage(page: PDFPageProxy, number: number, take: Taker): Promise<void> {
  const { items } = await page.getTextContent({ disableNormalization: true })
  const text = items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join('')
  take.piece({ where: 'text', reader: 'pdfjs', text, page: number })
  const [annotations, structure, actions] = [
    await page.getAnnotations({ intent: 'any' }),
    await page.getStructTree(),
    await page.getJSActions(),
  ]
  await takeStrings(annotations.map(withoutKind), take, { where: 'annotation', reader: 'pdfjs', page: number })
  await takeStrings(withoutRoles(structure), take, { where: 'structure', reader: 'pdfjs', page: number })
  await takeStrings(actions, take, { where: 'annotation', reader: 'pdfjs', page: number })
}

/** A line of the contents is a link, which the format calls “Link”. What it says and where it leads is read. */
function withoutKind(annotation: unknown): unknown {
  return isRecord(annotation) && annotation.subtype === 'Link' ? { ...annotation, subtype: null } : annotation
}

/** A structure without the kinds of its elements, which are words of the format: Document, Art, Note. */
function withoutRoles(structure: unknown): unknown {
  if (Array.isArray(structure)) return structure.map(withoutRoles)
  if (!isRecord(structure)) return structure
  return Object.entries(structure).flatMap(([name, value]) => (name === 'role' || name === 'type' ? [] : [withoutRoles(value)]))
}
