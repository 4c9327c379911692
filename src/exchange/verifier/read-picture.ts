import { inflateSync } from 'node:zlib'
import { textsOf } from './bytes-text.ts'
import { pngChunks, riffChunks } from './chunks.ts'
import { readingsOf } from './decoded.ts'
import { jpegParts } from './jpeg-parts.ts'
import type { FileKind } from './kinds.ts'
import type { Taker } from './piece.ts'

/** The most bytes that a packed text in a picture may unfold to. */
const mostUnpacked = 64 * 1024 ** 2

/** Reads what a picture has beside its pixels: Exif, XMP, comments, colour profiles, names, and what follows after its end. */
export function readPicture(kind: Extract<FileKind, 'jpeg' | 'png' | 'webp'>, bytes: Uint8Array, take: Taker): void {
  if (kind === 'png') readPng(bytes, take)
  else if (kind === 'webp') readWebp(bytes, take)
  else {
    const parts = jpegParts(bytes)
    if (parts === undefined) {
      take.unreadable('broken')
      return
    }
    for (const { isPixels, from, to } of parts) takeBlock(bytes.subarray(from, to), take, isPixels)
  }
}

export function takeBlock(
  block: Uint8Array,
  take: Taker,
  isSamples: boolean,
  where: 'picture-metadata' | 'media-metadata' = 'picture-metadata',
): void {
  for (const text of textsOf(block))
    if (isSamples) take.piece({ where: 'media-samples', reader: 'bytes', text, noise: 'samples' })
    else for (const reading of readingsOf(text)) take.piece({ where, reader: 'bytes', text: reading, noise: 'binary' })
}

const webpPixels: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANMF'])

function readWebp(bytes: Uint8Array, take: Taker): void {
  const chunks = riffChunks(bytes)
  if (chunks === undefined) {
    take.unreadable('broken')
    return
  }
  for (const { name, from, to } of chunks) {
    takeBlock(Buffer.from(name, 'latin1'), take, false)
    takeBlock(bytes.subarray(from, to), take, webpPixels.has(name))
  }
}

function readPng(bytes: Uint8Array, take: Taker): void {
  const chunks = pngChunks(bytes)
  if (chunks === undefined) {
    take.unreadable('broken')
    return
  }
  for (const { name, from, to } of chunks) {
    const block = bytes.subarray(from, to)
    takeBlock(block, take, name === 'IDAT' || name === 'fdAT')
    const packed = packedIn(name, block)
    if (packed === undefined) continue
    try {
      takeBlock(inflateSync(packed, { maxOutputLength: mostUnpacked }), take, false)
    } catch {
      take.unreadable('broken')
    }
  }
}

/** The packed bytes of a chunk that has any: after its keyword, and for a text in a language after its flags, language and translated keyword. */
function packedIn(name: string, block: Uint8Array): Uint8Array | undefined {
  const keyword = block.indexOf(0)
  if (name === 'zTXt' || name === 'iCCP') return block.subarray(keyword + 2)
  if (name !== 'iTXt' || block[keyword + 1] !== 1) return undefined
  const language = block.indexOf(0, keyword + 3)
  const translated = block.indexOf(0, language + 1)
  return block.subarray(translated + 1)
}
