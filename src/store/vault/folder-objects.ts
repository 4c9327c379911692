import { access, constants, type FileHandle, mkdir, open, opendir, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { syncFolder } from '../copy-file.ts'
import { fullFault, type Objects, unfinished } from './objects.ts'
import { sealedSegmentBytes } from './segments.ts'

/** Objects as files of a folder, readable by their owner only, in 256 folders by the first letters of their names. */
export function folderObjects(folder: string): Objects {
  const fileOf = (name: string): string => join(folder, name.slice(0, 2), name)

  return {
    async put(name, sealed) {
      const file = fileOf(name)
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      try {
        await writeDurably(`${file}${unfinished}`, sealed)
        await rename(`${file}${unfinished}`, file)
      } catch (cause) {
        await rm(`${file}${unfinished}`, { force: true })
        if (isFull(cause)) throw new Fault(fullFault, 'there is no room left where media are kept: nothing of it was stored', { cause })
        throw cause
      }
      // The new name must survive a power cut too: it is stored in the folder.
      await syncFolder(dirname(file))
    },
    async *get(name, { from, to }) {
      const file = await open(fileOf(name), 'r').catch((cause: unknown) => {
        if (errorCode(cause) === 'ENOENT') throw new Fault('object-missing', 'the vault has no object of that name', { cause })
        throw cause
      })
      try {
        yield* bytesOf(file, from, to + 1)
      } finally {
        await file.close()
      }
    },
    delete: (name) =>
      unlink(fileOf(name)).catch((error: unknown) => {
        if (errorCode(error) !== 'ENOENT') throw error
      }),
    async check() {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
      } catch (cause) {
        throw new Fault('vault-unreachable', 'the folder of the vault is not one that can be written in', { cause })
      }
    },
    async *list() {
      for await (const entry of filesBelow(folder)) {
        const { mtimeMs, size } = await stat(entry.path)
        yield {
          name: entry.path === fileOf(entry.name) ? entry.name : relative(folder, entry.path),
          at: Temporal.Instant.fromEpochMilliseconds(Math.floor(mtimeMs)),
          bytes: size,
        }
      }
    },
  }
}

/** Bytes that are gathered before they are written. */
const writtenAtOnce = 256 * 1024
/** Bytes after which the disk is asked to flush while the rest is still coming in; otherwise all of it would be waited for at the end. */
const flushedAtOnce = 16 * 1024 * 1024

async function writeDurably(path: string, sealed: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'w', 0o600)
  // The next piece is sealed while the disk writes the one before. A failure is reported where it is awaited, since the next piece may be long in
  // coming.
  let writing: Promise<void> = Promise.resolve()
  let flushing: Promise<void> = Promise.resolve()
  let unflushed = 0
  const aside = (work: Promise<void>): Promise<void> => {
    work.catch(() => {})
    return work
  }
  try {
    for await (const run of inRuns(sealed)) {
      await writing
      writing = aside(writeAll(file, run))
      unflushed += run.bytes
      if (unflushed < flushedAtOnce) continue
      await Promise.all([writing, flushing])
      flushing = aside(file.datasync())
      unflushed = 0
    }
    await Promise.all([writing, flushing])
    await file.datasync()
  } finally {
    await Promise.allSettled([writing, flushing])
    await file.close()
  }
}

/** Bytes read from the disk at once. */
const readAtOnce = 4 * sealedSegmentBytes

type Run = { readonly pieces: readonly Uint8Array[]; readonly bytes: number }

/** Joins pieces as they came, as many as are written at once. */
async function* inRuns(all: AsyncIterable<Uint8Array>): AsyncGenerator<Run> {
  let pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of all) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes < writtenAtOnce) continue
    yield { pieces, bytes }
    pieces = []
    bytes = 0
  }
  if (bytes > 0) yield { pieces, bytes }
}

async function writeAll(file: FileHandle, { pieces, bytes }: Run): Promise<void> {
  const { bytesWritten } = await file.writev(pieces)
  // A disk that fills up takes less than it was given, and reports why when it is given the rest.
  if (bytesWritten < bytes) await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten))
}

async function* bytesOf(file: FileHandle, from: number, end: number): AsyncGenerator<Uint8Array> {
  // Read into a buffer that is reused. The first read is one segment, as a caller may want no more; later reads grow, since each read wakes another
  // thread and this one again.
  let buffer = Buffer.alloc(0)
  let wanted = sealedSegmentBytes
  for (let at = from; at < end; ) {
    if (buffer.length < wanted) buffer = Buffer.allocUnsafe(wanted)
    const { bytesRead } = await file.read(buffer, 0, Math.min(wanted, end - at), at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    // What was opened goes out before more is read.
    if (at === from) await new Promise((done) => setImmediate(done))
    else wanted = Math.min(wanted * 2, readAtOnce)
    at += bytesRead
  }
}

async function* filesBelow(folder: string): AsyncGenerator<{ readonly name: string; readonly path: string }> {
  const entries = await opendir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  })
  if (entries === null) return
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && isShelf(entry.name)) yield* filesBelow(path)
    else yield { name: entry.name, path }
  }
}

/** A folder of this software's own. Any other is not looked into: a disk's own `lost+found` may not even be readable. */
function isShelf(name: string): boolean {
  return /^[0-9a-f]{2}$/.test(name)
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(errorCode(error))
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
