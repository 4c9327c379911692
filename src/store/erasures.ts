import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Clock } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { batcher } from './batcher.ts'
import { syncFolder } from './copy-file.ts'

const at = z.iso.datetime({ offset: true })
const lineShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('key'), person: z.uuid(), at }),
  z.strictObject({ kind: z.literal('item'), type: z.string(), id: z.uuid(), at }),
])

/** What was erased: a person's key, or one item on purpose. Retention deletions are not noted: after a restore they are due again. */
export type NotedErasure = z.infer<typeof lineShape>

/** `at`: an ISO instant of the clock that dated what is erased (`made_at`, `collected_at`); absent means the log's own clock. */
export type Erasure =
  | { readonly kind: 'key'; readonly person: string; readonly at?: string }
  | { readonly kind: 'item'; readonly type: string; readonly id: string; readonly at?: string }

/** Erasures, noted outside the database: a database restored from an earlier state learns of them here (UK GDPR Article 17, SE6). */
export interface ErasureLog {
  /**
   * On disk when it resolves. To be called before the erasure commits, or at the same time where the erasure's evidence names the item. An erasure
   * noted and not done is done at the next start; one done and not noted is noted then, where evidence names it.
   */
  note(erasures: readonly Erasure[]): Promise<void>
  /** All erasures ever noted, oldest first. A missing file counts as empty. */
  read(): Promise<readonly NotedErasure[]>
}

/** One line of JSON each, ids only, readable by its owner only. Several processes may append at once. */
export function erasureLog(file: string, clock: Clock): ErasureLog {
  // Erasures noted at the same moment wait for the disk once.
  const batches = batcher<readonly string[], void>(
    async (queued) => {
      await appendLines(
        file,
        queued.flatMap(({ ask }) => ask),
      )
      for (const { answer } of queued) answer()
    },
    { most: 10_000, weigh: (lines) => lines.length },
  )
  return {
    async note(erasures) {
      if (erasures.length === 0) return
      await batches.ask(erasures.map((each) => JSON.stringify(lineShape.parse({ ...each, at: each.at ?? clock().toString() }))))
    },
    async read() {
      return (await erasureLines(file)).map(parsed)
    },
  }
}

/** Adds the lines that another log has and this one lacks: no erasure is ever forgotten. */
export async function mergeErasures(file: string, other: string): Promise<void> {
  const known = new Set(await erasureLines(file))
  const lines = wholeLines(other).filter((line) => !known.has(line))
  for (const [index, line] of lines.entries()) parsed(line, index)
  if (lines.length > 0) await appendLines(file, lines)
}

async function erasureLines(file: string): Promise<readonly string[]> {
  try {
    return wholeLines(await readFile(file, 'utf8'))
  } catch (cause) {
    if (isMissing(cause)) return []
    throw new Fault('erasures-unreadable', 'the log of erasures cannot be read', { cause })
  }
}

/** A line cut short by a crash lacks its closing brace, and was never acknowledged. */
function wholeLines(content: string): readonly string[] {
  return content.split('\n').filter((line) => line.endsWith('}'))
}

/** A line that cannot be understood is a fault: skipping it could bring back what was erased. */
function parsed(line: string, index: number): NotedErasure {
  try {
    return lineShape.parse(JSON.parse(line))
  } catch {
    throw new Fault('erasures-unreadable', `a line of the log of erasures, whole line ${index + 1}, is no erasure`)
  }
}

/**
 * In one write at the end of the file, durable when it returns, so that lines of two processes never mix. It starts a new line, also after one cut
 * short by a crash.
 */
async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  const file = await opened(path)
  try {
    const content = Buffer.from(`\n${lines.join('\n')}\n`)
    const { bytesWritten } = await file.write(content)
    if (bytesWritten !== content.length)
      throw new Fault('erasures-not-noted', 'the log of erasures could not be written: is the disk full?')
  } finally {
    await file.close()
  }
}

const { O_APPEND, O_CREAT, O_DSYNC, O_WRONLY } = constants

/** Made, with its folder, only where opening it fails because it is missing. */
async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, O_WRONLY | O_APPEND | O_DSYNC)
  } catch (cause) {
    if (!isMissing(cause)) throw cause
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const made = await open(path, O_WRONLY | O_APPEND | O_DSYNC | O_CREAT, 0o600)
    await syncFolder(dirname(path))
    return made
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
