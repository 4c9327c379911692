import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** The names of files in a report: their own names, or, where two are the same, the paths as given. */
export function fileNames(paths: readonly string[]): (path: string) => string {
  const twice = paths.find((path, index) => paths.findIndex((other) => resolve(other) === resolve(path)) !== index)
  if (twice !== undefined) throw new Fault('file-twice', `the file \`${basename(twice)}\` is given twice`)
  const own = Map.groupBy(paths, (path) => basename(path))
  return (path) => (own.get(basename(path))?.length === 1 ? basename(path) : path)
}

/** The bytes of all files together; a fault where one cannot be read as a file. */
export async function sizeOfAll(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(sizeOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Fault('file-unreadable', `the file \`${basename(path)}\` cannot be read`, { cause })
  })
  if (!found.isFile()) throw new Fault('file-unreadable', `\`${basename(path)}\` is no file`)
  return found.size
}
