import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** What decides how the software behaves and what its tests try. */
const parts = ['src', 'tests', 'landlords'] as const
const lockFile = 'package-lock.json'

/** The version of what is installed: SHA-256 over the paths and contents of its code, tests, landlords' folders and lock file, in hex. */
export async function versionOf(home: string): Promise<string> {
  const listed = await Promise.all(parts.map((part) => filesBelow(home, part)))
  const files = [...listed.flat(), lockFile].toSorted()
  const hash = createHash('sha256')
  for (const file of files) {
    const content = await readFile(join(home, file)).catch(() => Buffer.alloc(0))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

async function filesBelow(home: string, part: string): Promise<readonly string[]> {
  const found = await readdir(join(home, part), { recursive: true, withFileTypes: true }).catch(() => [])
  return found.flatMap((each) => (each.isFile() ? [relative(home, join(each.parentPath, each.name)).split(sep).join('/')] : []))
}
