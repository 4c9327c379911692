import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** A file on its way in, whole, where nobody else can read it; gone with `remove`. */
export type SetAside = { readonly path: string; readonly bytes: number; readonly remove: () => Promise<void> }

const ours = new Set<string>()

/**
 * Writes what comes to a file of its own in `folder`, which is made where it is not there, so that it need not be held in memory. Faults
 * `media-too-large` past `mostBytes`. Nothing is left of what does not come to its end; what a killed process left goes first.
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

/** Removes what was set aside by processes that are no more. Other web processes may share the folder: theirs stays. */
export async function clearSetAside(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const [, id] = /^(\d{1,10})-[0-9a-f-]{36}$/.exec(name) ?? []
    if (id === undefined) continue
    const isLeft = Number(id) === process.pid ? !ours.has(name) : !isRunning(Number(id))
    if (isLeft) await rm(join(folder, name), { force: true })
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    // There, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
