import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { fullFault, type Objects, unfinished } from './objects.ts'

/** Objects as files of a folder, readable by their owner only, in folders of 256 by the first letters of their names. */
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
      // The name itself must outlive a lost machine: it stands in the folder.
      await syncFolder(dirname(file))
    },
    async *get(name, { from, to }) {
      const stream = createReadStream(fileOf(name), { start: from, end: to, highWaterMark: 1024 * 1024 })
      try {
        yield* stream
      } catch (cause) {
        if (errorCode(cause) === 'ENOENT') throw new Fault('object-missing', 'the vault has no object of that name', { cause })
        throw cause
      } finally {
        stream.destroy()
      }
    },
    delete: (name) => rm(fileOf(name), { force: true }),
    async check() {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
        return null
      } catch (cause) {
        throw new Fault('vault-unreachable', 'the folder of the vault is not one that can be written in', { cause })
      }
    },
    async *list() {
      for await (const entry of filesBelow(folder)) {
        const { mtimeMs, size } = await stat(entry.path)
        yield { name: entry.name, at: Temporal.Instant.fromEpochMilliseconds(Math.floor(mtimeMs)), bytes: size }
      }
    },
  }
}

async function writeDurably(path: string, sealed: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    for await (const segment of sealed) await file.writeFile(segment)
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
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
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield { name: entry.name, path }
  }
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(errorCode(error))
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
