import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { isRecord } from '#shared/record.ts'
import type { Verdict } from './verdict.ts'
import type { GivenString, Withheld } from './withheld.ts'

/**
 * A finished pack: an archive on disk or in memory, or a single file. `withheld`: what must not be in it; where the list is empty, everything is
 * read all the same, to prove that it can be. `given`: the decisions that give some of these strings.
 */
export type ToVerify = {
  readonly archive: { readonly path: string } | { readonly bytes: Uint8Array }
  readonly password?: string
  readonly withheld: readonly Withheld[]
  readonly given: readonly GivenString[]
}

/** Memory for one pack, in MB, beside that of the readers' own programs. */
const mostMemory = 4_096
/** Longer than any pack takes: a PDF can be made so that a reader never ends. */
const mostMinutes = 60

/**
 * Reads a finished pack in a thread of its own, so that nobody waits for it, and a file that breaks a reader breaks nothing else. What breaks or
 * takes too long was not read, which stops the delivery. `folder`: where this file is. The file does not change while it is read; deliver what has
 * the digest of the verdict.
 */
export async function verifyPack(asked: ToVerify, folder: string): Promise<Verdict> {
  const worker = new Worker(join(folder, 'verify-worker.ts'), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // What readers say about a file may contain words of it.
    stdout: true,
    stderr: true,
  })
  worker.stdout.resume()
  worker.stderr.resume()
  const stopped = new AbortController()
  const limit = setTimeout(() => stopped.abort(), mostMinutes * 60_000)
  try {
    const [verdict]: unknown[] = await Promise.race([
      once(worker, 'message', { signal: stopped.signal }),
      once(worker, 'exit', { signal: stopped.signal }),
    ])
    return isVerdict(verdict) ? verdict : notRead('reader-ended')
  } catch {
    return notRead(stopped.signal.aborted ? 'took-too-long' : 'reader-ended')
  } finally {
    clearTimeout(limit)
    stopped.abort()
    await worker.terminate()
  }
}

function notRead(why: 'reader-ended' | 'took-too-long'): Verdict {
  return { clean: false, digest: '', read: { files: 0, pages: 0, bytes: 0, texts: 0 }, hits: [], unread: [{ file: 0, why }] }
}

function isVerdict(value: unknown): value is Verdict {
  return isRecord(value) && typeof value.clean === 'boolean' && typeof value.digest === 'string'
}
