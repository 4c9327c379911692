import type { ToCheck, Verdict } from '#duties/rights/answer/tools.ts'

/**
 * Reads a finished archive in two ways for every string that was withheld. There is no reader here yet, so nothing counts as read, and what was not
 * read never leaves.
 */
export async function checkArchive(_asked: ToCheck, _home: string): Promise<Verdict> {
  return { clean: false, digest: '', hits: [], unread: [{ file: 0, why: 'no reader is installed' }] }
}
