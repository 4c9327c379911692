import { open } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp } from 'sharp'
import { Fault } from '#shared/fault.ts'
import { type Box, edgesOf } from './box.ts'
import { toldByExif } from './exif.ts'
import { type Kind, says } from './told-kind.ts'

/** The kinds of picture that cameras take and browsers show. */
const kinds: readonly (Kind & { readonly written: (image: Sharp) => Sharp })[] = [
  { type: 'image/jpeg', begins: (head) => head.readUInt16BE(0) === 0xffd8, written: (image) => image.jpeg({ quality: 90 }) },
  { type: 'image/png', begins: (head) => head.readUInt32BE(0) === 0x89504e47, written: (image) => image.png() },
  { type: 'image/webp', begins: (head) => says(head, 0, 'RIFF') && says(head, 8, 'WEBP'), written: (image) => image.webp({ quality: 90 }) },
]

/** More than the largest picture of any camera. */
export const mostPictureBytes = 40 * 1024 ** 2
/** The most pixels of a picture. A small file can claim any size, so the header is checked before anything is decoded. */
const mostPixels = 64_000_000
/** The most bytes beside the pixels (Exif, words, colour profile): a camera writes some thousands. */
const mostBeside = 4 * 1024 ** 2
/** Seconds that one picture may take. */
const mostSeconds = 30
const thumbnailPixels = 480

/** What a file reveals besides the picture; it is removed before the picture is kept. */
export type Told = 'place' | 'device' | 'time' | 'words'

/** A picture as it may be shown, upright, and a small one for lists. */
export type Prepared = {
  readonly type: string
  readonly whole: Buffer
  readonly thumbnail: { readonly type: string; readonly bytes: Buffer }
  readonly removed: readonly Told[]
}

/** A picture that was sent: in memory, or in a file that this software made. */
export type PictureSource = Buffer | { readonly path: string; readonly bytes: number }

/**
 * Decodes what was sent and writes it anew, so that nothing but the pixels and their colours is carried over. Its kind is told by its contents,
 * whatever its name. Faults `media-*` where it is no picture, cannot be read to its end, is more than one, or is too large by its header, before it
 * is decoded.
 */
export function preparedPicture(source: PictureSource): Promise<Prepared> {
  return decoded(source, async ({ kind, metadata, upright }) => {
    const whole = await kind.written(upright()).toBuffer()
    const small = upright().resize(thumbnailPixels, thumbnailPixels, { fit: 'inside', withoutEnlargement: true })
    const thumbnail = { type: 'image/webp', bytes: await small.webp({ quality: 80 }).toBuffer() }
    return { type: kind.type, whole, thumbnail, removed: toldBy(metadata) }
  })
}

/** A picture as it is given to somebody. */
export type Given = { readonly type: string; readonly bytes: Buffer }

/**
 * The picture upright and written anew, black where it is hidden: nothing that was there remains in it, and nothing but its pixels and their colours.
 * Faults as `preparedPicture` does.
 */
export function pictureWithout(source: PictureSource, hidden: readonly Box[]): Promise<Given> {
  return decoded(source, async ({ kind, metadata: { autoOrient }, upright }) => {
    const covers = hidden.map((box) => coverOf(box, autoOrient))
    return { type: kind.type, bytes: await kind.written(upright().composite(covers)).toBuffer() }
  })
}

function coverOf(box: Box, picture: { readonly width: number; readonly height: number }) {
  const { left, top, right, bottom } = edgesOf(box, (side, share, round) =>
    Math.min(picture[side], Math[round]((picture[side] * share) / 100)),
  )
  return { left, top, input: { create: { width: right - left, height: bottom - top, channels: 3, background: 'black' } } } as const
}

type Begun = { readonly kind: (typeof kinds)[number]; readonly metadata: Metadata; readonly upright: () => Sharp }

async function decoded<T>(source: PictureSource, work: (begun: Begun) => Promise<T>): Promise<T> {
  const { length, head, input } = await begun(source)
  if (length === 0) throw new Fault('media-empty', 'what was sent as a picture is empty')
  if (length > mostPictureBytes) throw new Fault('media-too-large', `a picture may have ${mostPictureBytes} bytes at the most`)
  const kind = length < 16 ? undefined : kinds.find(({ begins }) => begins(head))
  if (kind === undefined) throw new Fault('media-unknown-kind', 'a picture is JPEG, PNG or WebP, and this begins as none of them')
  try {
    const metadata = await sharp(input, { ...reading, limitInputPixels: false }).metadata()
    needBounded(metadata)
    return await work({ kind, metadata, upright: () => sharp(input, reading).timeout({ seconds: mostSeconds }).autoOrient() })
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('media-broken', 'the picture cannot be read to its end: it is cut short, damaged or too large to unfold', { cause })
  }
}

const reading = { limitInputPixels: mostPixels, failOn: 'truncated' } as const

async function begun(source: PictureSource) {
  if (Buffer.isBuffer(source)) return { length: source.length, head: source, input: source }
  await using file = await open(source.path, 'r')
  const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0)
  return { length: source.bytes, head: buffer, input: source.path }
}

/** Checks what the header declares, before decoding has to allocate it. */
function needBounded({ width, height, pages = 1, exif, xmp, iptc, icc }: Metadata): void {
  if (pages > 1) throw new Fault('media-broken', 'the picture is animated or has several pages: choose a single still picture')
  if (width * height > mostPixels) throw new Fault('media-broken', `the picture has more than ${mostPixels} pixels`)
  const beside = [exif, xmp, iptc, icc].reduce((sum, block) => sum + (block?.length ?? 0), 0)
  if (beside > mostBeside) throw new Fault('media-broken', `the picture has more than ${mostBeside} bytes beside its pixels`)
}

function toldBy({ exif, xmp, iptc }: Metadata): readonly Told[] {
  const words: readonly Told[] = xmp === undefined && iptc === undefined ? [] : ['words']
  return [...(exif === undefined ? [] : toldByExif(exif)), ...words]
}
