import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * A name beside `target` for something that is made there and then renamed into place. The name says which process makes it, so that what a killed
 * process left is told apart from what is being made now: both contain secrets or people's data.
 */
export async function halfMade(target: string): Promise<string> {
  return `${target}.${process.pid}-${await bornOf(process.pid)}-${randomBytes(6).toString('hex')}.new`
}

/** Removes what processes that are gone left half-made beside `target`, once the programs they had started have ended. */
export async function clearHalfMade(target: string): Promise<void> {
  const names = new RegExp(`^${RegExp.escape(basename(target))}\\.(?:(\\d+)-(\\d+)-)?[0-9a-f]{12}\\.new$`)
  for (const name of await readdir(dirname(target)).catch(() => [])) {
    const [found, pid, born] = names.exec(name) ?? []
    if (found === undefined || (pid !== undefined && (await lives(Number(pid), born)))) continue
    const path = join(dirname(target), name)
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
  // The number may belong to another process by now.
  return (await bornOf(pid)) === born
}

/** When a process began, in ticks since the machine's start (proc(5), field 22 of `stat`); 0 where that is not known. */
async function bornOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The second field is the program's name in brackets, which may contain anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0'
}

/** Ends the programs that were started to fill `path`. Its name is random, so any program that was given it works for the maker that is gone. */
async function endUsersOf(path: string): Promise<void> {
  for (const pid of await usersOf(path)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}

/** The processes that were started with `path`, or something below it, as a word of their command line. Only Linux tells. */
export async function usersOf(path: string): Promise<readonly number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    const words = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0')
    if (words.some((word) => word === path || word.startsWith(`${path}/`))) found.push(Number(name))
  }
  return found
}
