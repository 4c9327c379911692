import { join } from 'node:path'
import { inThread } from '#media/in-thread.ts'
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
  const bounds = { megabytes: mostMemory, seconds: mostMinutes * 60 }
  const read = await inThread(join(folder, 'verify-worker.ts'), asked, bounds)
  if ('none' in read) return notRead(read.none === 'late' ? 'took-too-long' : 'reader-ended')
  return isVerdict(read.answer) ? read.answer : notRead('reader-ended')
}

function notRead(why: 'reader-ended' | 'took-too-long'): Verdict {
  return { clean: false, digest: '', read: { files: 0, pages: 0, bytes: 0, texts: 0 }, hits: [], unread: [{ file: 0, why }] }
}

function isVerdict(value: unknown): value is Verdict {
  return isRecord(value) && typeof value.clean === 'boolean' && typeof value.digest === 'string'
}
