import { constants } from 'node:fs'
import { access, mkdir, open, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import { syncFolder } from '#store/copy-file.ts'
import { answering, patience } from './answering.ts'
import { lineText } from './chain-line.ts'
import { headIn, nameOf, oneByOne, shelfOf, type Witness, type WitnessedHead } from './witness.ts'

/**
 * A folder that somebody else controls, such as a share that takes files and lets nobody change them. It is never made here: where a disk is not
 * mounted, heads would be written to the machine that they are a witness against. `part`: the landlord's own subfolder.
 */
export function folderWitness(name: string, folder: string, part: string, waits: Parameters<typeof answering>[1] = {}): Witness {
  const own = join(folder, part)
  const answers = answering([folder, own], waits)
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!(await answers()))
      throw new Fault('witness-unreachable', `the witness “${name}” did not answer within ${(waits.within ?? patience) / 1000} seconds`)
    return work().catch((cause: unknown) => {
      if (cause instanceof Fault) throw cause
      throw new Fault('witness-unreachable', `the folder of the witness “${name}” does not do what it is asked (\`${codeOf(cause)}\`)`, {
        cause,
      })
    })
  }

  return {
    name,
    place: own,
    heads: (from = '0') => told(() => headsIn(folder, own, from)),
    linesOf: (kept) => told(() => oneByOne(kept, (each) => readFile(join(own, nameOf(each)), 'utf8'))),
    keep: (line) => told(() => access(folder).then(() => writeOnce(join(own, nameOf(line)), lineText(line)))),
    async check() {
      await told(() => access(folder, constants.R_OK | constants.W_OK | constants.X_OK))
      return `a folder, ${own}: whoever may delete files there can remove heads`
    },
  }
}

async function headsIn(folder: string, own: string, from: string): Promise<readonly WitnessedHead[]> {
  await access(folder)
  const found: WitnessedHead[] = []
  for (const shelf of (await namesIn(own)).filter((each) => each >= shelfOf(from)))
    for (const file of await namesIn(join(own, shelf))) {
      const head = headIn(`${shelf}/${file}`)
      if (head !== undefined && BigInt(head.seal) >= BigInt(from)) found.push({ ...head, removed: false })
    }
  return found
}

/** None where there is no such folder yet. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(cause))) return []
    throw cause
  }
}

/** What is there under the name is never replaced; what a kill cut short is made whole. */
async function writeOnce(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o755 })
  const handle = await open(file, 'a+', 0o644)
  try {
    const there = await handle.readFile('utf8')
    if (!text.startsWith(there)) throw new Fault('witness-contradicts', `the file ${file} of a witness tells something else`)
    await handle.appendFile(text.slice(there.length))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await syncFolder(dirname(file))
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'Error'
}
