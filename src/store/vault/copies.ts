import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import type { Manifest } from '../backup-manifest.ts'
import { copyStream, syncFolder } from '../copy-file.ts'
import { isOurs, type Objects, unfinished } from './objects.ts'

type Progress = (done: number, total: number) => void

const whole = { from: 0, to: Number.MAX_SAFE_INTEGER }

/**
 * Copies everything in the vault into `into`/vault, sealed as it is. To be called once the copy of the database is closed: everything that copy names
 * was in the vault before. What a sweep deletes meanwhile is due, and the sweep after a restore deletes its row.
 */
export async function copyVault(objects: Objects, into: string, progress: Progress): Promise<Manifest['files']> {
  const found: { readonly name: string; readonly bytes: number }[] = []
  for await (const each of objects.list()) if (isOurs(each.name) && !each.name.endsWith(unfinished)) found.push(each)
  if (found.length === 0) return []
  const total = found.reduce((sum, { bytes }) => sum + bytes, 0)
  const folders = ['vault', ...new Set(found.map(({ name }) => `vault/${name.slice(0, 2)}`))]
  for (const folder of folders) await mkdir(join(into, folder), { mode: 0o700 })
  const files: Manifest['files'] = []
  let done = 0
  for (const { name, bytes } of found) {
    const path = `vault/${name.slice(0, 2)}/${name}`
    const copied = await copyStream(objects.get(name, whole), join(into, path)).catch(unlessMissing)
    if (copied !== undefined) files.push({ path, ...copied })
    done += bytes
    progress(done, total)
  }
  for (const folder of folders.toReversed()) await syncFolder(join(into, folder))
  return files
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Fault && error.code === 'object-missing') return undefined
  throw error
}

/**
 * Puts back what the vault lacks, each object checked while it is read; where one is damaged, none. It adds and changes nothing else, so it can run
 * before the database is in place: until then nothing refers to these objects.
 */
export async function restoreVault(objects: Objects, from: string, files: Manifest['files'], progress: Progress): Promise<void> {
  const kept = files.filter(({ path }) => path.startsWith('vault/'))
  if (kept.length === 0) return
  const there = new Map<string, number>()
  for await (const { name, bytes } of objects.list()) there.set(name, bytes)
  const total = kept.reduce((sum, { bytes }) => sum + bytes, 0)
  const put: string[] = []
  let done = 0
  try {
    for (const file of kept) {
      const name = file.path.slice(file.path.lastIndexOf('/') + 1)
      if (there.get(name) !== file.bytes) {
        await objects.put(name, checked(from, file))
        put.push(name)
      }
      done += file.bytes
      progress(done, total)
    }
  } catch (error) {
    for (const name of put) await objects.delete(name)
    throw error
  }
}

async function* checked(from: string, { path, sha256 }: Manifest['files'][number]): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  const damaged = (cause?: unknown) => new Fault('backup-damaged', `the file \`${path}\` of the backup is not as it was written`, { cause })
  try {
    for await (const chunk of createReadStream(join(from, path), { highWaterMark: 1024 * 1024 })) {
      hash.update(chunk)
      yield chunk
    }
  } catch (cause) {
    throw damaged(cause)
  }
  if (hash.digest('hex') !== sha256) throw damaged()
}
