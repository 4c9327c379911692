import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, lstat, mkdir, open, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { syncFolder } from './copy-file.ts'
import { clearHalfMade, halfMade } from './half-made.ts'

/** Bytes of every secret made here. */
const bytes = 32
/** The characters of a secret in base64url. */
const characters = Math.ceil((bytes * 4) / 3)

/**
 * A secret kept in a file that only its owner can read, made when first needed. Two processes at once get the same one. A file that cannot be one
 * made here (empty, cut short, a folder, a link, open to others) is a fault that names it, and is never used as a secret.
 */
export async function secretFile(path: string): Promise<string> {
  await clearHalfMade(path)
  return (await secretThere(path)) ?? (await makeSecret(path))
}

/** The secret that a file holds; null where there is no file. */
export async function secretThere(path: string): Promise<string | null> {
  const file = await opened(path)
  if (file === null) return null
  try {
    await refuseOpen(file, path)
    // More than any secret, so that a large file is not read into memory.
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    const secret = buffer.toString('latin1', 0, bytesRead).trim()
    if (secret === '') throw unfit(path, 'is empty')
    if (secret.length < characters) throw unfit(path, 'is shorter than it was made')
    if (bytesRead === 1024 || !/^[!-~]+$/.test(secret)) throw unfit(path, 'holds something else than one secret')
    return secret
  } finally {
    await file.close()
  }
}

/** Makes a fresh secret in a file that was not there. Of several processes at once, the first one's secret counts for all. */
export async function makeSecret(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const part = await halfMade(path)
  try {
    const file = await open(part, 'wx', 0o600)
    try {
      await file.writeFile(randomBytes(bytes).toString('base64url'))
      await file.sync()
    } finally {
      await file.close()
    }
    // It appears whole or not at all.
    await link(part, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  } finally {
    await rm(part, { force: true })
  }
  await syncFolder(dirname(path))
  const secret = await secretThere(path)
  if (secret === null) throw unfit(path, 'is gone as soon as it was made')
  return secret
}

/** The file's name for people: `keys/cookies`. */
export function nameOf(path: string): string {
  return `\`${join(basename(dirname(path)), basename(path))}\``
}

async function opened(path: string): Promise<FileHandle | null> {
  try {
    // Neither follows a link nor waits for a pipe.
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT') return null
    if (code === 'ELOOP' || (await lstat(path).catch(() => null))?.isSymbolicLink() === true)
      throw unfit(path, 'is a link to somewhere else', cause)
    throw unfit(path, 'cannot be read', cause)
  }
}

async function refuseOpen(file: FileHandle, path: string): Promise<void> {
  const facts = await file.stat()
  if (!facts.isFile()) throw unfit(path, facts.isDirectory() ? 'is a folder' : 'is no file')
  const own = process.getuid?.()
  if (own === undefined) return
  if (facts.uid !== own) throw openToOthers(path, 'belongs to another account: give it back to the one that runs this')
  if ((facts.mode & 0o077) !== 0) throw openToOthers(path, 'can be read by others: set its mode to 600')
  const above = await stat(dirname(path))
  if ((above.mode & 0o022) !== 0) throw openToOthers(path, 'is in a folder that others can change: set the mode of that to 700')
}

function unfit(path: string, why: string, cause?: unknown): Fault {
  return new Fault('secret-unfit', `the file ${nameOf(path)} ${why}: put it back from your copy of \`keys\``, { cause })
}

function openToOthers(path: string, why: string): Fault {
  return new Fault('secret-open', `the file ${nameOf(path)} ${why}`)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
