import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clearHalfMade, halfMade, usersOf } from './half-made.ts'
import { type Account, ownFolder, reaches, refuseChangeable } from './unprivileged.ts'

/**
 * The environment of PostgreSQL's programs. This process's own is left out: it may contain secrets, and the programs' account could read it there.
 */
export const programEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C' }

const programs = ['initdb', 'pg_ctl', 'postgres'] as const

/**
 * PostgreSQL's programs where the account can reach them: in place, or a copy that only root may change, made once for each path and version.
 * INVARIANT: no program is run that another account could have put there.
 */
export async function reachablePrograms(account: Account, native: string): Promise<string> {
  if (reaches(account, native)) return native
  const folder = await ownFolder()
  const from = `${native}\n${statSync(join(native, 'bin', 'postgres')).mtimeMs}\n`
  const copy = join(folder, `postgres-${createHash('sha256').update(from).digest('hex').slice(0, 16)}`)
  await clearHalfMade(copy)
  if (!existsSync(copy)) {
    await clearUnused(folder)
    await makeCopy(native, from, copy)
  }
  for (const path of [...programs.map((name) => join(copy, 'bin', name)), join(copy, 'lib'), join(copy, 'share')])
    if (existsSync(path)) refuseChangeable(path)
  return copy
}

/** The name of the file that says what it is a copy of. */
const source = 'copied-from'

async function makeCopy(native: string, from: string, copy: string): Promise<void> {
  const part = await halfMade(copy)
  await mkdir(part, { mode: 0o700 })
  try {
    await cp(native, part, { recursive: true, verbatimSymlinks: true })
    await writeFile(join(part, source), from)
    await chmod(part, 0o755)
    // Another process may have made it meanwhile.
    await rename(part, copy).catch((error: unknown) => {
      if (!existsSync(copy)) throw error
    })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** Removes copies of what is not installed any more, unless a server still runs from one. */
async function clearUnused(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^postgres-[0-9a-f]{16}$/.test(name)) continue
    const copy = join(folder, name)
    const [native = '', made = ''] = (await readFile(join(copy, source), 'utf8').catch(() => '')).split('\n')
    const own = statSync(join(native, 'bin', 'postgres'), { throwIfNoEntry: false })
    if (native !== '' && String(own?.mtimeMs) !== made && (await usersOf(copy)).length === 0)
      await rm(copy, { recursive: true, force: true })
  }
}
