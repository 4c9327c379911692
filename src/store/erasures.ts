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

/** What was erased: a person's key, or one item on purpose. What falls due is the sweep's, and is not noted: it falls due again. */
export type NotedErasure = z.infer<typeof lineShape>

/** `at`: an ISO instant by the clock that dated what is erased (`made_at`, `collected_at`); left out, the log's own clock says it. */
export type Erasure =
  | { readonly kind: 'key'; readonly person: string; readonly at?: string }
  | { readonly kind: 'item'; readonly type: string; readonly id: string; readonly at?: string }

/** Erasures, noted outside the database: a database restored from before them learns of them here (UK GDPR Article 17, SE6). */
export interface ErasureLog {
  /**
   * On disk when it resolves. Call it before the erasure commits, or beside that where the erasure's evidence names the item: noted and not
   * done is done at the next start, done and not noted is noted then where evidence knows it.
   */
  note(erasures: readonly Erasure[]): Promise<void>
  /** All that were ever noted, oldest first. A file that is not there holds none. */
  read(): Promise<readonly NotedErasure[]>
}

/** One line of JSON each, ids only, for its owner's eyes. Several processes may append at once. */
export function erasureLog(file: string, clock: Clock): ErasureLog {
  // What is noted at the same moment waits for the disk once.
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

/** Adds what another log's content has and this one has not: neither ever forgets. */
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

/** One that a crash cut short lacks its closing brace, and was never acknowledged. */
function wholeLines(content: string): readonly string[] {
  return content.split('\n').filter((line) => line.endsWith('}'))
}

/** A line that cannot be understood stops everything: guessing it away could bring back what was erased. */
function parsed(line: string, index: number): NotedErasure {
  try {
    return lineShape.parse(JSON.parse(line))
  } catch {
    throw new Fault('erasures-unreadable', `a line of the log of erasures, whole line ${index + 1}, is no erasure`)
  }
}

/**
 * In one write at the end of the file, durable when it returns, so that lines of two processes never mix; on a line of their own also after
 * one that a crash cut short.
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

/** Made where it is missing, and its folder; not looked for each time. */
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
