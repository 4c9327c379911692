import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** The size and digest of a copy, since its source may change meanwhile. */
export type Copied = { readonly bytes: number; readonly sha256: string }

const chunk = 1 << 20

/**
 * Copies a file, readable by its owner only, and waits for the disk. Undefined where the source has vanished. `change` gets each piece (1 MiB, the
 * last one shorter) with its offset, and may change it.
 */
export async function copyFile(from: string, to: string, change?: (piece: Buffer, at: number) => void): Promise<Copied | undefined> {
  const source = await open(from, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (source === undefined) return undefined
  try {
    return await copyStream(piecesOf(source, change), to)
  } finally {
    await source.close()
  }
}

/** The same for a stream; each piece may be overwritten once the next is asked for. */
export async function copyStream(pieces: AsyncIterable<Uint8Array>, to: string): Promise<Copied> {
  const copy = await open(to, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of pieces) {
      hash.update(piece)
      await copy.writeFile(piece)
      bytes += piece.length
    }
    await copy.sync()
    return { bytes, sha256: hash.digest('hex') }
  } finally {
    await copy.close()
  }
}

async function* piecesOf(source: FileHandle, change?: (piece: Buffer, at: number) => void): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(chunk)
  for (let at = 0; ; ) {
    const bytes = await fill(source, buffer, at)
    if (bytes === 0) return
    const piece = buffer.subarray(0, bytes)
    change?.(piece, at)
    yield piece
    at += bytes
  }
}

/** One read may bring less than there is. */
async function fill(source: FileHandle, buffer: Buffer, from: number): Promise<number> {
  let bytes = 0
  while (bytes < chunk) {
    const { bytesRead } = await source.read(buffer, bytes, chunk - bytes, from + bytes)
    if (bytesRead === 0) break
    bytes += bytesRead
  }
  return bytes
}

/** One small file, on disk when it resolves. */
export async function writeDurably(path: string, content: Uint8Array): Promise<Copied> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
    return { bytes: content.length, sha256: digestOf(content) }
  } finally {
    await file.close()
  }
}

export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Makes a new name in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
