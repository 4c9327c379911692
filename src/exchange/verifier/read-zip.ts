import { BlobReader, configure, type FileEntry, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import { textsOf } from './bytes-text.ts'
import { readingsOf } from './decoded.ts'
import type { Noting, Piece } from './piece.ts'
import { bytesOf, type ZipStructure, zipStructure } from './zip-structure.ts'

// Everything runs in this thread, without workers of the library's own.
configure({ useWebWorkers: false })

/** The most bytes of one file in an archive, unpacked. */
const mostBytes = 1024 ** 3
/** The most bytes outside of every entry that are read: an archive with any is refused anyway. */
const mostOutside = 1024 ** 2

export type ZipTaker = {
  /** The directory of the archive; file 0 is the archive itself, its entries count from 1. */
  readonly of: (file: number) => Noting
  readonly entry: (file: number, name: string, bytes: Uint8Array) => Promise<void>
}

/** Reads an archive twice: its directories by this software's own reading, and names and contents by a library. */
export async function readZip(archive: Blob, password: string | undefined, take: ZipTaker): Promise<void> {
  const structure = await zipStructure(archive)
  if (structure === undefined) take.of(0).unreadable('broken')
  else await readDirectories(archive, structure, take)
  const reader = new ZipReader(new BlobReader(archive), { ...(password === undefined ? {} : { password }), checkSignature: true })
  try {
    const entries = (await reader.getEntries()).toSorted((one, other) => one.offset - other.offset)
    if (entries.length !== structure?.entries.length) take.of(0).unreadable('readers-differ')
    for (const [index, entry] of entries.entries()) {
      const taker = take.of(index + 1)
      named(taker, entry.filename, 'zip.js')
      if (!entry.directory) await readEntry(entry, index + 1, password, take)
    }
  } catch {
    take.of(0).unreadable('broken')
  } finally {
    await reader.close()
  }
}

async function readDirectories(archive: Blob, { entries, comment, outside }: ZipStructure, take: ZipTaker): Promise<void> {
  beside(take.of(0), comment)
  for (const [index, entry] of entries.toSorted((one, other) => one.offset - other.offset).entries()) {
    const taker = take.of(index + 1)
    for (const name of [entry.name, entry.localName]) for (const text of textsOf(name)) named(taker, text, 'bytes')
    if (Buffer.compare(entry.name, entry.localName) !== 0) taker.unreadable('readers-differ')
    for (const block of entry.beside) beside(taker, block)
  }
  for (const { from, to } of outside) beside(take.of(0), await bytesOf(archive, from, Math.min(to, from + mostOutside)))
  if (outside.length > 0) take.of(0).unreadable('bytes-outside')
}

function named(taker: Noting, name: string, reader: Piece['reader']): void {
  for (const text of readingsOf(name)) taker.piece({ where: 'file-name', reader, text })
}

function beside(taker: Noting, block: Uint8Array): void {
  for (const text of textsOf(block))
    for (const reading of readingsOf(text)) taker.piece({ where: 'zip-directory', reader: 'bytes', text: reading, noise: 'binary' })
}

async function readEntry(entry: FileEntry, file: number, password: string | undefined, take: ZipTaker): Promise<void> {
  const taker = take.of(file)
  if (entry.encrypted && password === undefined) {
    taker.unreadable('encrypted')
    return
  }
  if (entry.uncompressedSize > mostBytes) {
    taker.unreadable('too-large')
    return
  }
  let bytes: Uint8Array
  try {
    bytes = await entry.getData(new Uint8ArrayWriter())
  } catch {
    taker.unreadable(entry.encrypted ? 'encrypted' : 'broken')
    return
  }
  await take.entry(file, entry.filename, bytes)
}
