import { isOwnWord } from './pdf-words.ts'
import { type Pdfium, wideText } from './pdfium-calls.ts'
import { nameFor, numberAt, readAction, take } from './pdfium-document.ts'
import type { Taker } from './piece.ts'

const mostElements = 500_000
const hasNoText = 0

/** The text of a page, also where it is covered or invisible. A letter that its font does not name cannot be read, and is told. */
export function readPageText(pdfium: Pdfium, page: number, number: number, taker: Taker): void {
  const text = pdfium.call('FPDFText_LoadPage', page)
  if (text === hasNoText) {
    taker.unreadable('broken')
    return
  }
  const count = pdfium.call('FPDFText_CountChars', text)
  const place = pdfium.put(new Uint8Array((count + 1) * 2))
  const got = pdfium.call('FPDFText_GetText', text, 0, count, place)
  taker.piece({
    where: 'text',
    reader: 'pdfium',
    text: wideText(pdfium.memory().slice(place, place + Math.max(0, got - 1) * 2)),
    page: number,
  })
  pdfium.free(place)
  let unknown = 0
  for (let index = 0; index < count; index += 1) if (pdfium.call('FPDFText_HasUnicodeMapError', text, index) === 1) unknown += 1
  if (unknown > 0) taker.unreadable('letters-unknown')
  pdfium.call('FPDFText_ClosePage', text)
}

const ofElement = ['GetAltText', 'GetActualText', 'GetTitle', 'GetID', 'GetLang']

/** What a reader that speaks reads: words for pictures, and words instead of others. */
export function readStructure(pdfium: Pdfium, page: number, number: number, taker: Taker): void {
  const tree = pdfium.call('FPDF_StructTree_GetForPage', page)
  if (tree === 0) return
  const open = childrenOf(pdfium, 'FPDF_StructTree', tree)
  const words = new Set<string>()
  for (let elements = 0; open.length > 0; elements += 1) {
    if (elements > mostElements) {
      taker.unreadable('too-large')
      break
    }
    const element = open.pop() ?? 0
    if (element === 0) continue
    for (const what of ofElement) words.add(wideText(pdfium.written(`FPDF_StructElement_${what}`, element)))
    open.push(...childrenOf(pdfium, 'FPDF_StructElement', element))
  }
  take(taker, { where: 'structure', page: number }, [...words].join('\n|\n'))
  pdfium.call('FPDF_StructTree_Close', tree)
}

function childrenOf(pdfium: Pdfium, kind: string, parent: number): number[] {
  return Array.from({ length: Math.max(0, pdfium.call(`${kind}_CountChildren`, parent)) }, (_, index) =>
    pdfium.call(`${kind}_GetChildAtIndex`, parent, index),
  )
}

/** Marks around what a page draws, which may say other words than those drawn. */
export function readMarks(pdfium: Pdfium, page: number, number: number, taker: Taker): void {
  const size = pdfium.put(new Uint8Array(4))
  const words = new Set<string>()
  for (let index = 0; index < pdfium.call('FPDFPage_CountObjects', page); index += 1) {
    const object = pdfium.call('FPDFPage_GetObject', page, index)
    for (let mark = 0; mark < pdfium.call('FPDFPageObj_CountMarks', object); mark += 1) {
      const at = pdfium.call('FPDFPageObj_GetMark', object, mark)
      const kind = sized(pdfium, size, 'FPDFPageObjMark_GetName', at).replaceAll('\0', '')
      if (!isOwnWord(kind)) words.add(kind)
      for (const key of ['ActualText', 'Alt', 'E', 'Lang', 'Contents']) {
        const name = nameFor(pdfium, key)
        words.add(sized(pdfium, size, 'FPDFPageObjMark_GetParamStringValue', at, name))
        pdfium.free(name)
      }
    }
  }
  pdfium.free(size)
  take(taker, { where: 'structure', page: number }, [...words].join('\n|\n'))
}

/** A text of a function that writes its size to a place of its own. */
function sized(pdfium: Pdfium, size: number, name: string, ...given: readonly number[]): string {
  pdfium.memory().fill(0, size, size + 4)
  pdfium.call(name, ...given, 0, 0, size)
  const length = numberAt(pdfium, size)
  if (length <= 0) return ''
  const place = pdfium.put(new Uint8Array(length))
  pdfium.call(name, ...given, place, length, size)
  const text = wideText(pdfium.memory().slice(place, place + length))
  pdfium.free(place)
  return text
}

const ofAnnotation = ['Contents', 'T', 'TU', 'TM', 'NM', 'Subj', 'RC', 'V', 'DV', 'OverlayText', 'CA', 'DA', 'Name', 'M']

/** Notes, links, form fields, and boxes that hide text and were never applied. */
export function readAnnotations(pdfium: Pdfium, document: number, page: number, number: number, taker: Taker): void {
  const about = { where: 'annotation', page: number } as const
  for (let index = 0; index < pdfium.call('FPDFPage_GetAnnotCount', page); index += 1) {
    const annotation = pdfium.call('FPDFPage_GetAnnot', page, index)
    if (annotation === 0) continue
    for (const key of ofAnnotation) {
      const place = nameFor(pdfium, key)
      take(taker, about, wideText(pdfium.written('FPDFAnnot_GetStringValue', annotation, place)))
      pdfium.free(place)
    }
    take(taker, about, wideText(pdfium.written('FPDFAnnot_GetAP', annotation, 0)))
    const link = pdfium.call('FPDFAnnot_GetLink', annotation)
    if (link !== 0) readAction(pdfium, document, pdfium.call('FPDFLink_GetAction', link), about, taker)
    pdfium.call('FPDFPage_CloseAnnot', annotation)
  }
}
