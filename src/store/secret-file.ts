import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A secret kept in a file that only its owner reads, made at the first need. Two processes at once get the same one. */
export async function secretFile(path: string, bytes = 32): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(randomBytes(bytes).toString('base64url'))
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!isExists(error)) throw error
  }
  // The other process may stand between making the file and filling it.
  for (let tries = 0; ; tries += 1) {
    const secret = (await readFile(path, 'utf8')).trim()
    if (secret.length > 0 || tries > 100) return secret
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function isExists(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST'
}
