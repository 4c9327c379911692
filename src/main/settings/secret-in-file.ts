import { readFile, stat } from 'node:fs/promises'
import { Fault } from '#shared/fault.ts'

/** A secret that a setting names the file of. `setting`: its name. */
export async function secretInFile(setting: string, file: string): Promise<string> {
  const words = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Fault('secret-unreadable', `the file that \`${setting}\` names cannot be read`, { cause })
  })
  if (words.trim() === '') throw new Fault('secret-unreadable', `the file that \`${setting}\` names is empty`)
  await refuseOpen(setting, file)
  return words.trim()
}

/** The secret's file, wherever it is, may be readable by its owner and at most by a group that its owner, root, put this account in. */
async function refuseOpen(setting: string, file: string): Promise<void> {
  if (process.getuid === undefined) return
  const { mode, uid } = await stat(file)
  if ((mode & (uid === 0 && process.getuid() !== 0 ? 0o037 : 0o077)) === 0) return
  throw new Fault('secret-open', `the file that \`${setting}\` names can be read by others: set its mode to 600`)
}
