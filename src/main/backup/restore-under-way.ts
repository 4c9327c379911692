import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { syncFolder, writeDurably } from '#store/copy-file.ts'

const note = (data: string): string => join(data, 'restore-under-way')

/** The name under which a restore that was cut short keeps things aside; null where there was none. */
export async function cutShort(data: string): Promise<string | null> {
  return existsSync(note(data)) ? (await readFile(note(data), 'utf8')).trim() : null
}

/** On disk before anything is moved, and until everything is in place: if it is killed between, the next start must not make an empty database. */
export async function beginRestore(data: string, name: string): Promise<void> {
  await rm(note(data), { force: true })
  await writeDurably(note(data), Buffer.from(`${name}\n`))
  await syncFolder(data)
}

export async function endRestore(data: string): Promise<void> {
  await rm(note(data), { force: true })
  await syncFolder(data)
}

/** A database that is only partly restored answers nobody. */
export async function refuseCutShort(data: string): Promise<void> {
  if ((await cutShort(data)) === null) return
  throw new Fault(
    'restore-cut-short',
    'a restore was cut short: run `restore` again with the same backup and `--replace`, which finishes it',
  )
}
