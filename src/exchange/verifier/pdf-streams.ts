import { inflateSync } from 'node:zlib'
import { latin } from './bytes-text.ts'

/** A stream of a PDF with its dictionary, unpacked. `data` is undefined where its packing is not known to this reader. */
export type PdfStream = { readonly dictionary: string; readonly data: Uint8Array | undefined }

/** A PDF taken apart without its table of contents, so that older versions and what nothing refers to are there too. */
export type PdfParts = { readonly outside: string; readonly streams: readonly PdfStream[] }

/** The most bytes that one stream may unpack to. */
const mostUnpacked = 512 * 1024 ** 2
/** Pictures of these packings stay packed: they are pixels, or a file of their own. */
const pictures: ReadonlySet<string> = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode'])

export function pdfParts(bytes: Uint8Array): PdfParts {
  const whole = latin(bytes)
  const streams: PdfStream[] = []
  let outside = ''
  let at = 0
  for (;;) {
    const begin = beginOfStream(whole, at)
    if (begin === undefined) break
    outside += `${whole.slice(at, begin.keyword)}\n`
    const dictionary = dictionaryBefore(whole, begin.keyword)
    const end = endOfStream(whole, begin.data, dictionary)
    streams.push({ dictionary, data: unpacked(bytes.subarray(begin.data, end), filtersOf(dictionary)) })
    at = end
  }
  return { outside: outside + whole.slice(at), streams }
}

function beginOfStream(whole: string, from: number): { readonly keyword: number; readonly data: number } | undefined {
  for (let at = whole.indexOf('stream', from); at >= 0; at = whole.indexOf('stream', at + 6)) {
    const line = whole.startsWith('\r\n', at + 6) ? 2 : whole[at + 6] === '\n' ? 1 : 0
    if (
      line > 0 &&
      whole
        .slice(Math.max(from, at - 8), at)
        .trimEnd()
        .endsWith('>>')
    )
      return { keyword: at, data: at + 6 + line }
  }
  return undefined
}

function dictionaryBefore(whole: string, keyword: number): string {
  const from = whole.lastIndexOf(' obj', keyword)
  return whole.slice(Math.max(from, 0), keyword)
}

/** By its length where that is right, otherwise up to the next `endstream`. */
function endOfStream(whole: string, from: number, dictionary: string): number {
  const told = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1]
  const end = from + Number(told)
  if (told !== undefined && /^\s*endstream/.test(whole.slice(end, end + 12))) return end
  const found = whole.indexOf('endstream', from)
  return found < 0 ? whole.length : found
}

function filtersOf(dictionary: string): readonly string[] {
  const [, several, one] = /\/Filter\s*(?:\[([^\]]*)\]|\/([A-Za-z0-9]+))/.exec(dictionary) ?? []
  return several === undefined ? (one === undefined ? [] : [one]) : [...several.matchAll(/\/([A-Za-z0-9]+)/g)].map(([, name = '']) => name)
}

function unpacked(data: Uint8Array, filters: readonly string[]): Uint8Array | undefined {
  let bytes = data
  for (const filter of filters) {
    if (pictures.has(filter)) return bytes
    const next = unpackedOnce(bytes, filter)
    if (next === undefined) return undefined
    bytes = next
  }
  return bytes
}

function unpackedOnce(bytes: Uint8Array, filter: string): Uint8Array | undefined {
  if (filter === 'FlateDecode' || filter === 'Fl') return inflated(bytes)
  if (filter === 'ASCIIHexDecode' || filter === 'AHx') return Buffer.from(latin(bytes).replaceAll(/[^0-9A-Fa-f]/g, ''), 'hex')
  if (filter === 'ASCII85Decode' || filter === 'A85') return fromAscii85(latin(bytes))
  return undefined
}

function inflated(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: mostUnpacked })
  } catch {
    return undefined
  }
}

function fromAscii85(text: string): Uint8Array {
  const bytes: number[] = []
  let group: number[] = []
  const put = (count: number): void => {
    const value = [0, 1, 2, 3, 4].reduce((sum, index) => sum * 85 + (group[index] ?? 84), 0)
    for (let index = 0; index < count; index += 1) bytes.push(Math.floor(value / 256 ** (3 - index)) & 0xff)
    group = []
  }
  for (const character of text.replace(/^<~/, '').split('~')[0] ?? '') {
    if (character === 'z' && group.length === 0) bytes.push(0, 0, 0, 0)
    else if (character >= '!' && character <= 'u') group.push(character.charCodeAt(0) - 33)
    if (group.length === 5) put(4)
  }
  if (group.length > 1) put(group.length - 1)
  return Uint8Array.from(bytes)
}
