import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** A whole incoming file, where nobody else can read it; `remove` deletes it. */
export type SetAside = { readonly path: string; readonly bytes: number; readonly remove: () => Promise<void> }

const ours = new Set<string>()

/**
 * Writes what comes to a file of its own in `folder` (made where it is missing), so that it need not be held in memory. Faults `media-too-large`
 * beyond `mostBytes`. Nothing is left of a file that does not arrive whole; what a killed process left is removed first.
 */
export async function setAside(folder: string, source: AsyncIterable<Uint8Array>, mostBytes: number): Promise<SetAside> {
  await clearSetAside(folder)
  const name = `${process.pid}-${randomUUID()}`
  const path = join(folder, name)
  ours.add(name)
  const remove = async (): Promise<void> => {
    await rm(path, { force: true })
    ours.delete(name)
  }
  try {
    return { path, bytes: await written(path, source, mostBytes), remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/**
 * Does the work with a new folder in `folder` that nobody else can read, and deletes it whatever comes of the work. What a killed process left is
 * removed first.
 */
export async function withFolderAside<T>(folder: string, work: (path: string) => Promise<T>): Promise<T> {
  await clearSetAside(folder)
  const name = `${process.pid}-${randomUUID()}`
  const path = join(folder, name)
  ours.add(name)
  try {
    await mkdir(path, { mode: 0o700 })
    return await work(path)
  } finally {
    await rm(path, { recursive: true, force: true })
    ours.delete(name)
  }
}

async function written(path: string, source: AsyncIterable<Uint8Array>, mostBytes: number): Promise<number> {
  await using file = await open(path, 'wx', 0o600)
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new Fault('media-too-large', `a file may have ${mostBytes} bytes at the most`)
    await file.writeFile(chunk)
  }
  return bytes
}

/** Removes what processes that have ended set aside. Other web processes may share the folder; theirs stays. */
export async function clearSetAside(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const [, id] = /^(\d{1,10})-[0-9a-f-]{36}$/.exec(name) ?? []
    if (id === undefined) continue
    const isLeft = Number(id) === process.pid ? !ours.has(name) : !isRunning(Number(id))
    if (isLeft) await rm(join(folder, name), { recursive: true, force: true })
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    // The process exists, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
