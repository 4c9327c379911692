import { kindOf } from './kinds.ts'
import type { Taker } from './piece.ts'
import { readMedia } from './read-media.ts'
import { readPdf } from './read-pdf.ts'
import { readPicture } from './read-picture.ts'
import { readText } from './read-text.ts'

/** Reads one file that is no archive, by the kind that its bytes tell. What is of no known kind cannot be read, and is told. */
export async function readFile(bytes: Uint8Array, take: Taker, name = ''): Promise<void> {
  const kind = kindOf(bytes)
  if (kind === 'pdf') await readPdf(bytes, take)
  else if (kind === 'jpeg' || kind === 'png' || kind === 'webp') readPicture(kind, bytes, take)
  else if (kind === undefined) await readText(bytes, take, name)
  else if (kind === 'zip') take.unreadable('unknown-kind')
  else readMedia(kind, bytes, take)
}
