import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import type { Software } from '#store/steps.ts'

/** The project's own folder, found from where the program runs: the source or the build. */
export function projectHome(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'landlords'))) return folder
    if (folder === dirname(folder)) throw new Fault('no-home', 'the project’s own folder was not found')
  }
}

const packageShape = z.object({ version: z.string() })

/** The software that runs here, as its package.json says. */
export async function softwareOf(home: string): Promise<Software> {
  return packageShape.parse(JSON.parse(await readFile(join(home, 'package.json'), 'utf8')))
}

/** The folder of the migrations, which bring a schema up to date. */
export function migrationsOf(home: string): string {
  return join(home, 'src/store/migrations')
}

/** The folder of the pages' built look. */
export function lookFolder(home: string): string {
  return join(home, 'dist/look')
}
