import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { SourceFile } from '#notice/finding.ts'
import { Fault } from '#shared/fault.ts'

/** The contents of a landlord's folder: the files of the edition being written, and those of older editions, by id, oldest name first. */
export type LandlordFolder = {
  readonly current: readonly SourceFile[]
  readonly older: readonly { readonly id: string; readonly files: readonly SourceFile[] }[]
}

/** Reads the YAML and Markdown of a landlord's folder; `editions/<id>/` has older editions, each with the same layout. */
export async function readLandlordFolder(folder: string): Promise<LandlordFolder> {
  const files = await filesOf(folder)
  const old = files.filter((file) => file.path.startsWith('editions/'))
  const ids = [...new Set(old.map((file) => file.path.split('/')[1] ?? ''))].toSorted()
  return {
    current: files.filter((file) => !file.path.startsWith('editions/')),
    older: ids.map((id) => ({ id, files: old.filter((file) => file.path.startsWith(`editions/${id}/`)).map((file) => within(file, id)) })),
  }
}

function within(file: SourceFile, id: string): SourceFile {
  return { path: file.path.slice(`editions/${id}/`.length), text: file.text }
}

async function filesOf(folder: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Fault('landlord-folder-unreadable', `the landlord's folder \`${folder}\` cannot be read`, { cause })
  })
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(ya?ml|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  return Promise.all(paths.map(async (path) => ({ path: relative(folder, path).replaceAll(sep, '/'), text: await readFile(path, 'utf8') })))
}
