import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** The project's own folder, from wherever the program runs in it: the source, or the build. */
export function projectHome(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'landlords'))) return folder
    if (folder === dirname(folder)) throw new Fault('no-home', 'the project’s own folder was not found')
  }
}
