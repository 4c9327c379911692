import { readFile } from 'node:fs/promises'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type ReadPdf = { readonly pages: number; readonly text: string; readonly isTagged: boolean; readonly fonts: readonly string[] }

/** A PDF as a reader shows it: the text of its pages, as it could be copied. */
export async function readPdf(path: string): Promise<ReadPdf> {
  const loading = getDocument({
    data: new Uint8Array(await readFile(path)),
    useSystemFonts: false,
    verbosity: 0,
    fontExtraProperties: true,
  })
  const document = await loading.promise
  const texts: string[] = []
  const fonts = new Set<string>()
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const { fnArray, argsArray } = await page.getOperatorList()
    for (const [place, operator] of fnArray.entries()) {
      const font: unknown = operator === OPS.setFont ? page.commonObjs.get(argsArray[place][0]) : undefined
      if (typeof font === 'object' && font !== null && 'name' in font) fonts.add(String(font.name))
    }
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
  }
  // A map, whatever its type says.
  const marked: unknown = await document.getMarkInfo()
  const read = {
    pages: document.numPages,
    text: texts.join('\n'),
    isTagged: marked instanceof Map && marked.get('Marked') === true,
    fonts: [...fonts],
  }
  await loading.destroy()
  return read
}
