import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * What is made beside its place and put there whole. The name says which process makes it, so that what a killed one left is told from what
 * is being made at this moment: both hold secrets or people's data.
 */
export async function halfMade(place: string): Promise<string> {
  return `${place}.${process.pid}-${await bornOf(process.pid)}-${randomBytes(6).toString('hex')}.new`
}

/** Takes away what processes that are gone left half-made beside `place`, once whatever they had started has ended. */
export async function clearHalfMade(place: string): Promise<void> {
  const names = new RegExp(`^${RegExp.escape(basename(place))}\\.(?:(\\d+)-(\\d+)-)?[0-9a-f]{12}\\.new$`)
  for (const name of await readdir(dirname(place)).catch(() => [])) {
    const [found, pid, born] = names.exec(name) ?? []
    if (found === undefined || (pid !== undefined && (await lives(Number(pid), born)))) continue
    const path = join(dirname(place), name)
    await endUsersOf(path)
    await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}

async function lives(pid: number, born: string | undefined): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  // The number may be another process's by now.
  return (await bornOf(pid)) === born
}

/** When a process began, in ticks since this machine did (proc(5), field 22 of `stat`); 0 where that is not told. */
async function bornOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The second field is the program's name, which may hold anything, in brackets.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0'
}

/** Ends the programs that were started to fill `path`: its name is drawn at random, so whoever was told it works for the maker that is gone. */
async function endUsersOf(path: string): Promise<void> {
  for (const pid of await usersOf(path)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}

/** The processes that were started with `path`, or with something below it, as a word of their command line. Linux alone tells. */
export async function usersOf(path: string): Promise<readonly number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    const words = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0')
    if (words.some((word) => word === path || word.startsWith(`${path}/`))) found.push(Number(name))
  }
  return found
}
