import { deflateSync } from 'node:zlib'
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import sharp from 'sharp'
import { wavOf } from '../../support/sound.ts'
import type { Draft } from './draft-pack.ts'
import { telephone } from './invented.ts'
import type { Place } from './place.ts'

function inJson(name: string, where: Place['where'], by: Place['by'], more: (name: string) => string, find = 'name'): Place {
  return {
    ...{ name: `JSON: ${name}`, where, by, find },
    plant: (draft, other) => {
      draft.json = draft.json.replace('{"person"', () => `{${more(other.name)},"person"`)
    },
  }
}

const twice = ['bytes', 'json'] as const
const text = (value: string): string => `"note":${JSON.stringify(value)}`

const jsonPlaces: readonly Place[] = [
  inJson('value', 'json-value', twice, (name) => text(`Spoke to ${name}.`)),
  inJson('name of a field', 'json-key', ['json'], (name) => `${JSON.stringify(`from ${name}`)}:1`),
  inJson(
    'value with escapes',
    'json-value',
    twice,
    (name) => `"note":"${[...name].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`,
  ),
  inJson('value in an address', 'json-value', twice, (name) => text(`https://example.org/?q=${encodeURIComponent(name)}`)),
  inJson('value in base64', 'json-value', twice, (name) => text(Buffer.from(`Spoke to ${name}.`).toString('base64'))),
  inJson('value in base64 of UTF-16', 'json-value', twice, (name) => text(Buffer.from(`Spoke to ${name}.`, 'utf16le').toString('base64'))),
  inJson('value in hexadecimal', 'json-value', twice, (name) => text(Buffer.from(`Spoke to ${name}.`).toString('hex'))),
  inJson('value with HTML', 'json-value', twice, (name) => text(`<b>${name.slice(0, 2)}</b>${name.slice(2)}`)),
  inJson('field that comes twice', 'json-value', ['bytes'], (name) => `${text(name)},${text('nothing')}`),
  inJson('number', 'json-value', twice, () => `"telephone":${telephone.replaceAll(/^0|\s/g, '')}`, 'number'),
]

function inArchive(
  name: string,
  where: Place['where'],
  by: Place['by'],
  plant: (draft: Draft, name: string) => void | Promise<void>,
): Place {
  return { name: `archive: ${name}`, where, by, plant: (draft, other) => plant(draft, other.name) }
}

const zipPlaces: readonly Place[] = [
  inArchive(
    'name of a file',
    'file-name',
    ['bytes', 'zip.js'],
    (draft, name) => void draft.files.set(`letter-to-${name.replace(' ', '-')}.txt`, Buffer.from('Nothing.')),
  ),
  {
    ...{ name: 'archive: name before a file only', where: 'file-name', by: ['bytes'], find: 'short', isRefused: true },
    plant: (draft) => {
      draft.files.set('letter-to-nobodys.txt', Buffer.from('Nothing.'))
      // Only the first of the two names is changed, to one of the same length.
      draft.archive.push((bytes) => replaced(bytes, 'letter-to-nobodys', 'letter-to-Ann-Lee'))
    },
  },
  inArchive('comment', 'zip-directory', ['bytes'], (draft, name) => {
    draft.comment = `For ${name}`
  }),
  inArchive('comment on a file', 'zip-directory', ['bytes'], (draft, name) => {
    draft.entry = { comment: `For ${name}` }
  }),
  inArchive('extra field of a file', 'zip-directory', ['bytes'], (draft, name) => {
    draft.entry = { extraField: new Map([[0x7075, Buffer.from(name)]]) }
  }),
  {
    ...{ name: 'archive: between its files', where: 'zip-directory', by: ['bytes'], isRefused: true },
    plant: (draft, { name }) => void draft.archive.push((bytes) => hiddenBehind(bytes, name)),
  },
  inArchive('archive within', 'attachment', ['bytes'], async (draft, name) => {
    const writer = new ZipWriter(new Uint8ArrayWriter())
    await writer.add('note.txt', new TextReader(`Spoke to ${name}.`), { useWebWorkers: false })
    draft.files.set('inner.zip', await writer.close())
  }),
  inArchive('text file', 'text', ['bytes'], (draft, name) => void draft.files.set('note.txt', Buffer.from(`Spoke to ${name}.`))),
  inArchive(
    'text file in UTF-16',
    'text',
    ['bytes'],
    (draft, name) => void draft.files.set('note.txt', Buffer.from(`\ufeffSpoke to ${name}.`, 'utf16le')),
  ),
]

function replaced(bytes: Buffer, old: string, by: string): Buffer {
  const at = bytes.indexOf(old)
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(by), bytes.subarray(at + old.length)])
}

/** Bytes between the files and their directory, with the end of the archive put right. */
function hiddenBehind(bytes: Buffer, name: string): Buffer {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const directory = bytes.readUInt32LE(end + 16)
  const hidden = Buffer.from(`hidden from every program: ${name}`)
  const made = Buffer.concat([bytes.subarray(0, directory), hidden, bytes.subarray(directory)])
  made.writeUInt32LE(directory + hidden.length, end + hidden.length + 16)
  return made
}

const canvas = () => sharp({ create: { width: 24, height: 16, channels: 3, background: '#467' } })

function picture(name: string, where: Place['where'], file: string, made: (name: string) => Promise<Buffer> | Buffer): Place {
  return { name, where, by: ['bytes'], plant: async (draft, other) => void draft.files.set(file, await made(other.name)) }
}

const xmp = (name: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" title="${name}"/></rdf:RDF></x:xmpmeta>`

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, data, Buffer.alloc(4)])
}

/** A PNG with a chunk after its first. */
async function pngWith(added: Buffer): Promise<Buffer> {
  const png = await canvas().png().toBuffer()
  return Buffer.concat([png.subarray(0, 33), added, png.subarray(33)])
}

const words = (name: string): Buffer => Buffer.from(`Taken by ${name}`)
const picturePlaces: readonly Place[] = [
  picture('JPEG: Exif', 'picture-metadata', 'picture-1.jpg', (name) =>
    canvas()
      .withExif({ IFD0: { ImageDescription: `Taken by ${name}` } })
      .jpeg()
      .toBuffer(),
  ),
  picture('JPEG: Exif in UTF-16', 'picture-metadata', 'picture-1.jpg', async (name) => {
    const jpeg = await canvas().jpeg().toBuffer()
    const block = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(name, 'utf16le')])
    return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, block.length + 2]), block, jpeg.subarray(2)])
  }),
  picture('JPEG: XMP', 'picture-metadata', 'picture-1.jpg', (name) => canvas().withXmp(xmp(name)).jpeg().toBuffer()),
  picture('JPEG: after its end', 'picture-metadata', 'picture-1.jpg', async (name) =>
    Buffer.concat([await canvas().jpeg().toBuffer(), words(name)]),
  ),
  picture('PNG: text', 'picture-metadata', 'picture-1.png', (name) =>
    pngWith(chunk('tEXt', Buffer.concat([Buffer.from('Author\0'), words(name)]))),
  ),
  picture('PNG: packed text', 'picture-metadata', 'picture-1.png', (name) =>
    pngWith(chunk('zTXt', Buffer.concat([Buffer.from('Author\0\0'), deflateSync(words(name))]))),
  ),
  picture('PNG: packed text in a language', 'picture-metadata', 'picture-1.png', (name) =>
    pngWith(chunk('iTXt', Buffer.concat([Buffer.from('Author\0\u0001\0en\0Author\0'), deflateSync(words(name))]))),
  ),
  picture('WebP: XMP', 'picture-metadata', 'picture-1.webp', (name) => canvas().withXmp(xmp(name)).webp().toBuffer()),
]

function box(name: string, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0))
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, ...parts])
}

const mediaPlaces: readonly Place[] = [
  picture('MP4: title', 'media-metadata', 'clip-1.mp4', (name) =>
    Buffer.concat([
      box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1')),
      box('moov', box('udta', box('\u00a9nam', words(name)))),
      box('mdat', Buffer.alloc(400, 7)),
    ]),
  ),
  picture('WAV: list of information', 'media-metadata', 'call-1.wav', (name) => {
    const info = Buffer.concat([Buffer.from('INFOIART'), Buffer.from([name.length * 2, 0, 0, 0]), Buffer.from(name)])
    const length = Buffer.alloc(4)
    length.writeUInt32LE(info.length)
    return Buffer.concat([wavOf(1), Buffer.from('LIST'), length, info])
  }),
  picture('MP3: tag', 'media-metadata', 'call-1.mp3', (name) => {
    const frame = Buffer.concat([Buffer.from('TPE1\0\0\0\u0040\0\0\u0003', 'latin1'), words(name)])
    return Buffer.concat([
      Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, frame.length]),
      frame,
      Buffer.from([0xff, 0xfb, 0x90, 0]),
      Buffer.alloc(413),
    ])
  }),
]

/** Places in the other files of a pack, and in the archive around all. */
export const filePlaces: readonly Place[] = [...jsonPlaces, ...zipPlaces, ...picturePlaces, ...mediaPlaces]
