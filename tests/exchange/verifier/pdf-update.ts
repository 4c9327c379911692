import { deflateSync } from 'node:zlib'

/** A PDF to which objects are added as any program adds them: at its end, with a table of their own that leads back to the first. */
export class PdfUpdate {
  readonly #original: string
  readonly #objects = new Map<number, string>()
  #next: number

  constructor(pdf: Uint8Array) {
    this.#original = Buffer.from(pdf).toString('latin1')
    this.#next = Number(this.#found(/\/Size (\d+)/))
  }

  add(object: string): number {
    const number = this.#next
    this.#next += 1
    this.#objects.set(number, object)
    return number
  }

  stream(dictionary: string, data: string | Uint8Array): number {
    const packed = deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data)
    return this.add(`<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}\nendstream`)
  }

  /** Changes an object: the catalog, the first page, the information or the outline. The old version stays in the file. */
  change(what: 'Root' | 'Page' | 'Info' | 'Outlines', to: (object: string) => string): void {
    const number = this.numberOf(what)
    this.#objects.set(number, to(this.#objects.get(number) ?? this.#objectOf(number)))
  }

  /** Puts an entry into the dictionary of an object. */
  put(what: 'Root' | 'Page' | 'Info', entry: string): void {
    this.change(what, (object) => object.replace('<<', () => `<<\n${entry}`))
  }

  /** Draws on the first page, over what is there. The font `F9` is Helvetica. */
  draw(content: string, resources = ''): void {
    const font = this.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
    const drawn = this.stream('', content)
    this.change('Page', (page) =>
      page
        .replace(/\/Font\s*<</, (found) => `${found} /F9 ${font} 0 R`)
        .replace('/Resources <<', (found) => `${found} ${resources}`)
        .replace(/\/Contents (\d+ 0 R)/, (_, first: string) => `/Contents [${first} ${drawn} 0 R]`),
    )
  }

  annotate(annotation: string): void {
    const added = `${this.add(`<< /Type /Annot ${annotation} >>`)} 0 R`
    this.change('Page', (page) =>
      page.includes('/Annots [') ? page.replace('/Annots [', `/Annots [${added} `) : page.replace('<<', `<<\n/Annots [${added}]`),
    )
  }

  numberOf(what: 'Root' | 'Page' | 'Info' | 'Outlines'): number {
    if (what === 'Page') return Number(this.#found(/\n(\d+) 0 obj\s*<<\s*\/Type \/Page\s/))
    return Number(this.#found(new RegExp(`/${what} (\\d+) 0 R`)))
  }

  bytes(): Buffer {
    const root = this.numberOf('Root')
    const info = this.numberOf('Info')
    const before = Number(this.#original.slice(this.#original.lastIndexOf('startxref')).match(/\d+/)?.[0])
    let text = `${this.#original}\n`
    const table: string[] = []
    for (const [number, object] of this.#objects) {
      table.push(`${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`)
      text += `${number} 0 obj\n${object}\nendobj\n`
    }
    const at = text.length
    const trailer = `trailer\n<< /Size ${this.#next} /Root ${root} 0 R /Info ${info} 0 R /Prev ${before} >>`
    return Buffer.from(`${text}xref\n${table.join('')}${trailer}\nstartxref\n${at}\n%%EOF\n`, 'latin1')
  }

  #objectOf(number: number): string {
    return this.#found(new RegExp(`\\n${number} 0 obj\\s*([\\s\\S]*?)\\nendobj`))
  }

  #found(pattern: RegExp): string {
    const found = pattern.exec(this.#original)?.[1]
    if (found === undefined) throw new Error(`the PDF has no ${pattern.source}`)
    return found
  }
}

/** A text as PDF writes it where it is not plain ASCII: UTF-16 in hexadecimal. */
export function hexText(text: string): string {
  const units = [...text].flatMap((character) => Array.from({ length: character.length }, (_, index) => character.charCodeAt(index)))
  return `<FEFF${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}>`
}
