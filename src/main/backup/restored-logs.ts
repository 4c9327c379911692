import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { readHeads } from '#evidence/heads-file.ts'
import { syncFolder, writeDurably } from '#store/copy-file.ts'

/**
 * Puts the backup's heads of evidence in place, which match its database, and keeps the data folder's own heads aside under `name`. Answers how many
 * of those the restored database lacks: seals over evidence that is lost with the newer database.
 */
export async function putHeadsInPlace(folder: string, heads: Buffer, name: string): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'heads.log')
  const aside = join(folder, `heads.${name}.log`)
  const fresh = `${file}.${randomBytes(6).toString('hex')}.new`
  if (!existsSync(file) || !heads.equals(await readFile(file))) {
    await writeDurably(fresh, heads)
    // A restore that was cut short has kept them aside already.
    if (existsSync(file) && !existsSync(aside)) await rename(file, aside)
    await rename(fresh, file)
    await syncFolder(folder)
  }
  if (!existsSync(aside)) return 0
  const [before, now] = [await readHeads(aside), await readHeads(file)]
  return [...before.heads].filter(([seal, head]) => now.heads.get(seal) !== head).length
}
