import sharp, { type Metadata, type Sharp } from 'sharp'
import { Fault } from '#shared/fault.ts'
import { toldByExif } from './exif.ts'
import { type Kind, says } from './told-kind.ts'

/** The kinds of picture that cameras take and browsers show. */
const kinds: readonly (Kind & { readonly written: (image: Sharp) => Sharp })[] = [
  { type: 'image/jpeg', begins: (head) => head.readUInt16BE(0) === 0xffd8, written: (image) => image.jpeg({ quality: 90 }) },
  { type: 'image/png', begins: (head) => head.readUInt32BE(0) === 0x89504e47, written: (image) => image.png() },
  { type: 'image/webp', begins: (head) => says(head, 0, 'RIFF') && says(head, 8, 'WEBP'), written: (image) => image.webp({ quality: 90 }) },
]

/** A camera's largest, and more. */
export const mostPictureBytes = 40 * 1024 ** 2
/** A small file may unfold to any size: no picture has more than this. */
const mostPixels = 120_000_000
const thumbnailPixels = 480

/** What a file tells besides the picture, and that is taken out of it before it is kept. */
export type Told = 'place' | 'device' | 'time' | 'words'

/** A picture as it may be shown, upright, and one small enough for a list. */
export type Prepared = {
  readonly type: string
  readonly whole: Buffer
  readonly thumbnail: { readonly type: string; readonly bytes: Buffer }
  readonly removed: readonly Told[]
}

/**
 * Decodes what was sent and writes it anew: nothing but the pixels (and their colours) is carried over. Told by what is in it, whatever it is
 * called. Faults `media-*` where it is no picture, none that can be read to its end, or too large.
 */
export async function preparedPicture(bytes: Buffer): Promise<Prepared> {
  if (bytes.length === 0) throw new Fault('media-empty', 'what was sent as a picture is empty')
  if (bytes.length > mostPictureBytes) throw new Fault('media-too-large', `a picture may have ${mostPictureBytes} bytes at the most`)
  const kind = bytes.length < 16 ? undefined : kinds.find(({ begins }) => begins(bytes))
  if (kind === undefined) throw new Fault('media-unknown-kind', 'a picture is JPEG, PNG or WebP, and this begins as none of them')
  try {
    const metadata = await sharp(bytes, reading).metadata()
    const upright = () => sharp(bytes, reading).autoOrient()
    const whole = await kind.written(upright()).toBuffer()
    const small = upright().resize(thumbnailPixels, thumbnailPixels, { fit: 'inside', withoutEnlargement: true })
    const thumbnail = { type: 'image/webp', bytes: await small.webp({ quality: 80 }).toBuffer() }
    return { type: kind.type, whole, thumbnail, removed: toldBy(metadata) }
  } catch (cause) {
    throw new Fault('media-broken', 'the picture cannot be read to its end: it is cut short, damaged or too large to unfold', { cause })
  }
}

const reading = { limitInputPixels: mostPixels, failOn: 'truncated' } as const

function toldBy({ exif, xmp, iptc }: Metadata): readonly Told[] {
  const words: readonly Told[] = xmp === undefined && iptc === undefined ? [] : ['words']
  return [...(exif === undefined ? [] : toldByExif(exif)), ...words]
}
