import sharp from 'sharp'
import { hexText, type PdfUpdate } from './pdf-update.ts'
import type { Place } from './place.ts'

type Edit = (update: PdfUpdate, name: string) => void

function edited(name: string, where: Place['where'], by: Place['by'], edit: Edit): Place {
  return { name: `PDF: ${name}`, where, by, plant: (draft, other) => void draft.pdf.push((update) => edit(update, plain(other.name))) }
}

/** The standard fonts of PDF have no letters beyond Latin-1, and the search finds a name without its accents. */
function plain(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('Ø', 'O').replaceAll('ł', 'l')
}

const escaped = (text: string): string => text.replaceAll(/[()\\]/g, '\\$&')
const shown = (name: string, before = ''): string => `BT /F9 12 Tf ${before} 60 60 Td (${escaped(name)}) Tj ET\n`
const both = ['pdfjs', 'pdfium'] as const
const black = '0 0 0 rg 50 50 300 30 re f\n'
const named = (update: PdfUpdate, entry: string): void => update.put('Root', `/Names << ${entry} >>`)

/** Where a PDF can hold a name beside what its page shows. The first six are the leaks that x-ray of the Free Law Project looks for. */
export const pdfPlaces: readonly Place[] = [
  edited('text under a rectangle', 'text', both, (update, name) => update.draw(shown(name) + black)),
  edited('redaction that was never applied', 'text', both, (update, name) => {
    update.draw(shown(name))
    update.annotate('/Subtype /Redact /Rect [50 50 350 80] /IC [0 0 0]')
  }),
  edited('text under a dark highlight', 'text', both, (update, name) => {
    update.draw(shown(name))
    update.annotate('/Subtype /Highlight /Rect [50 50 350 80] /C [0 0 0] /QuadPoints [50 80 350 80 50 50 350 50]')
  }),
  edited('text under crossed lines', 'text', both, (update, name) =>
    update.draw(
      `${shown(name)}4 w ${Array.from({ length: 30 }, (_, at) => `${50 + at * 10} 50 m ${80 + at * 10} 80 l S ${80 + at * 10} 50 m ${50 + at * 10} 80 l S`).join('\n')}`,
    ),
  ),
  edited('text under a picture', 'text', both, (update, name) => {
    const image = update.stream('/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray', '\u0000')
    update.draw(`${shown(name)} q 300 0 0 30 50 50 cm /X9 Do Q`, `/XObject << /X9 ${image} 0 R >>`)
  }),
  edited('bookmark', 'bookmark', both, (update, name) => {
    const outline = update.numberOf('Outlines')
    const entry = update.add(`<< /Title ${hexText(name)} /Parent ${outline} 0 R /Dest [${update.numberOf('Page')} 0 R /Fit] >>`)
    update.change('Outlines', () => `<< /Type /Outlines /First ${entry} 0 R /Last ${entry} 0 R /Count 1 >>`)
  }),
  edited('invisible text', 'text', both, (update, name) => update.draw(shown(name, '3 Tr'))),
  edited('white text', 'text', both, (update, name) => update.draw(`1 1 1 rg ${shown(name)}`)),
  edited('text outside of the page', 'text', ['pdfium'], (update, name) => update.draw(shown(name, '1 0 0 1 4000 0 Tm'))),
  edited('text in pieces', 'text', both, (update, name) =>
    update.draw(`BT /F9 12 Tf 60 60 Td [${[...name].map((letter) => `(${escaped(letter)}) -20`).join(' ')}] TJ ET`),
  ),
  edited('text in a hidden layer', 'text', both, (update, name) => {
    const layer = update.add('<< /Type /OCG /Name (Layer) >>')
    update.put('Root', `/OCProperties << /OCGs [${layer} 0 R] /D << /OFF [${layer} 0 R] >> >>`)
    update.draw(`/OC /L9 BDC ${shown(name)} EMC`, `/Properties << /L9 ${layer} 0 R >>`)
  }),
  edited('name of a layer', 'layer', ['pdfjs'], (update, name) => {
    const layer = update.add(`<< /Type /OCG /Name ${hexText(name)} >>`)
    update.put('Root', `/OCProperties << /OCGs [${layer} 0 R] /D << /Order [${layer} 0 R] >> >>`)
  }),
  edited('words instead of what is drawn', 'structure', ['pdfium'], (update, name) =>
    update.draw(`/Span << /ActualText (${escaped(name)}) >> BDC BT /F9 12 Tf 60 60 Td (Somebody) Tj ET EMC`),
  ),
  edited('entry of the information', 'metadata', both, (update, name) => update.put('Info', `/Manager ${hexText(name)}`)),
  edited('metadata as XML', 'metadata', ['bytes', 'pdfjs'], (update, name) => {
    const xml = `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>${name}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
    const metadata = update.stream('/Type /Metadata /Subtype /XML', xml)
    update.change('Root', (root) => root.replace(/\/Metadata \d+ 0 R/, `/Metadata ${metadata} 0 R`))
  }),
  edited('note', 'annotation', both, (update, name) => update.annotate(`/Subtype /Text /Rect [0 0 20 20] /Contents ${hexText(name)}`)),
  edited('author of a note', 'annotation', both, (update, name) =>
    update.annotate(`/Subtype /Text /Rect [0 0 20 20] /Contents (x) /T ${hexText(name)}`),
  ),
  edited('address of a link', 'annotation', both, (update, name) =>
    update.annotate(`/Subtype /Link /Rect [0 0 20 20] /A << /S /URI /URI (https://example.org/?q=${encodeURIComponent(name)}) >>`),
  ),
  edited('field of a form', 'annotation', both, (update, name) => {
    update.annotate(`/Subtype /Widget /Rect [0 0 20 20] /FT /Tx /T (field) /V ${hexText(name)}`)
  }),
  edited('named place', 'destination', both, (update, name) =>
    named(update, `/Dests << /Names [${hexText(name)} [${update.numberOf('Page')} 0 R /Fit]] >>`),
  ),
  edited('label of a page', 'destination', both, (update, name) =>
    update.put('Root', `/PageLabels << /Nums [0 << /P ${hexText(name)} >>] >>`),
  ),
  edited('script', 'object', ['bytes', ...both], (update, name) =>
    named(update, `/JavaScript << /Names [(start) << /S /JavaScript /JS (app.alert\\('${escaped(escaped(name))}'\\)) >>] >>`),
  ),
  edited('attached file', 'attachment', ['pdfium', 'bytes', 'pdfjs'], (update, name) =>
    attach(update, 'note.txt', Buffer.from(`Spoke to ${name}.`)),
  ),
  edited('name of an attached file', 'attachment', both, (update, name) => attach(update, `${name}.txt`, Buffer.from('Nothing.'))),
  edited('picture with Exif', 'picture-metadata', ['bytes'], (update, name) => {
    const image = update.add(jpegObject(name))
    update.draw('q 30 0 0 30 50 50 cm /X9 Do Q', `/XObject << /X9 ${image} 0 R >>`)
  }),
  edited('older version of an object', 'object', ['bytes'], (update, name) => void update.add(`<< /Note (${escaped(name)}) >>`)),
  edited('object to which nothing leads', 'object', ['bytes'], (update, name) => void update.stream('', `BT (${escaped(name)}) Tj ET`)),
  edited('name of an object', 'object', ['bytes'], (update, name) =>
    update.put('Root', `/${name.replaceAll(/[^A-Za-z]/g, (sign) => `#${sign.charCodeAt(0).toString(16)}`)} true`),
  ),
  {
    ...{ name: 'PDF: after its end', where: 'object', by: ['bytes'] },
    plant: (draft, { name }) => void draft.pdfBytes.push((bytes) => Buffer.concat([bytes, Buffer.from(`% ${name}\n`)])),
  },
]

function attach(update: PdfUpdate, file: string, bytes: Uint8Array): void {
  const stream = update.stream('/Type /EmbeddedFile', bytes)
  const spec = update.add(`<< /Type /Filespec /F ${hexText(file)} /UF ${hexText(file)} /EF << /F ${stream} 0 R >> >>`)
  named(update, `/EmbeddedFiles << /Names [(a) ${spec} 0 R] >>`)
}

/** One pixel, with a comment in front. */
function jpegObject(name: string): string {
  const comment = Buffer.from(name)
  const block = Buffer.concat([Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment])
  const whole = Buffer.concat([pixel.subarray(0, 2), block, pixel.subarray(2)])
  return `<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode /Length ${whole.length} >>\nstream\n${whole.toString('latin1')}\nendstream`
}

const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#888' } })
  .jpeg()
  .toBuffer()
