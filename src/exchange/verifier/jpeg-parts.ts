/** A part of a JPEG: a block of metadata with its marker, or pixels. */
export type JpegPart = { readonly isPixels: boolean; readonly from: number; readonly to: number }

const startOfScan = 0xda
const endOfImage = 0xd9

/** Markers that stand alone: restarts, and the beginning. */
function isAlone(marker: number): boolean {
  return (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01
}

/** Undefined where a block does not fit in. What follows after the end is a part too. */
export function jpegParts(bytes: Uint8Array): readonly JpegPart[] | undefined {
  const parts: JpegPart[] = []
  for (let at = 2; at < bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (isAlone(marker)) at += 2
    else if (marker === endOfImage) return at + 2 < bytes.length ? [...parts, { isPixels: false, from: at + 2, to: bytes.length }] : parts
    else {
      const to = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
      if (to > bytes.length || to < at + 4) return undefined
      parts.push({ isPixels: isTable(marker), from: at + 4, to })
      at = to
      if (marker === startOfScan) {
        at = endOfScan(bytes, to)
        parts.push({ isPixels: true, from: to, to: at })
      }
    }
  }
  return undefined
}

/** Tables by which pixels are unpacked: no text. */
function isTable(marker: number): boolean {
  return marker === 0xdb || marker === 0xc4
}

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
    at += 1
  }
  return bytes.length
}
