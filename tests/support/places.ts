import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const home = join(import.meta.dirname, '..', '..')
export const migrations = join(home, 'src/store/migrations')
export const schema = 'livewest'
export const template = 'assured_template'
export const publishedTemplate = `${template}_published`
/** Real input, in a folder beside the project on machines that have it; absent elsewhere. */
export const realData = join(home, '..', 'shared', 'data')

/** The whole program as it is delivered. Nothing builds it for a test: without it a test would only wait for a system that never starts. */
export function builtProgram(): string {
  const program = join(home, 'dist/assured.mjs')
  if (!existsSync(program)) throw new Error('this test starts the whole program, which is not built: run `npm run build` first')
  return program
}
