import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { BlobReader, configure, type FileEntry, Reader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js'
import type { Incoming, Stretch } from '#gate/media/media-at-rest.ts'
import { Fault } from '#shared/fault.ts'

// Everything runs in this process, without workers of the library's own.
configure({ useWebWorkers: false })

/** Puts files of a folder into an archive that opens only with the passphrase (AES-256, which common programs can open). */
export async function sealFiles(folder: string, files: readonly string[], password: string, path: string): Promise<void> {
  const archive = new ZipWriter(Writable.toWeb(createWriteStream(path, { mode: 0o600, flags: 'wx' })), {
    password,
    encryptionStrength: 3,
  })
  for (const file of files) await archive.add(file, new BlobReader(await openAsBlob(join(folder, file))))
  await archive.close()
}

/** The bytes of the archive. A fault where they are not those that were checked. */
export function asChecked(path: string, digest: string): Incoming {
  const hash = createHash('sha256')
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk)
      yield chunk
    }
    if (hash.digest('hex') !== digest) throw new Fault('answer-changed', 'the archive is not the one that was checked')
  }
  return { bytes: bytes(), type: () => 'application/zip' }
}

/** A file in an archive that is in the vault. */
export type FileOfAnswer = { readonly name: string; readonly bytes: () => Promise<Uint8Array> }

/** The files of an archive, each opened with the passphrase as it is read. */
export async function filesIn(archive: Stretch, password: string): Promise<readonly FileOfAnswer[]> {
  const entries = await new ZipReader(new VaultReader(archive)).getEntries()
  const isFile = (entry: (typeof entries)[number]): entry is FileEntry => !entry.directory
  return entries.filter(isFile).map((entry) => ({
    name: entry.filename,
    bytes: () => entry.getData(new Uint8ArrayWriter(), { password }),
  }))
}

/** Reads an archive where it lies, without holding all of it. */
class VaultReader extends Reader<Stretch> {
  readonly #stretch: Stretch

  constructor(stretch: Stretch) {
    super(stretch)
    this.#stretch = stretch
    this.size = stretch.bytes
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const to = Math.min(index + length, this.size) - 1
    if (length <= 0 || to < index) return new Uint8Array()
    return Buffer.concat(await Array.fromAsync(this.#stretch.read({ from: index, to })))
  }
}
