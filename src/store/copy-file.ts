import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** What a copy holds: the copy's own size and digest, for its source may change meanwhile. */
export type Copied = { readonly bytes: number; readonly sha256: string }

const chunk = 1 << 20

/** Copies a file for its owner's eyes only and waits for the disk. Answers undefined where the source has vanished. */
export async function copyFile(from: string, to: string): Promise<Copied | undefined> {
  const source = await open(from, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (source === undefined) return undefined
  try {
    return await copyStream(piecesOf(source), to)
  } finally {
    await source.close()
  }
}

/** The same of what comes as a stream; each piece may be overwritten once the next is asked for. */
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

async function* piecesOf(source: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(chunk)
  for (let at = 0; ; ) {
    const { bytesRead } = await source.read(buffer, 0, chunk, at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

/** One file of a few bytes, on disk when it resolves. */
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

/** So that a new name in a folder outlives a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
