import { join } from 'node:path'
import type { ToCheck, Verdict } from '#duties/rights/answer/tools.ts'
import { verifyPack } from '../verifier/verify-pack.ts'

/** Reads a finished archive in two ways for every string that was withheld. `home`: the folder of the software. */
export function checkArchive({ path, ...asked }: ToCheck, home: string): Promise<Verdict> {
  return verifyPack({ archive: { path }, ...asked }, join(home, 'src/exchange/verifier'))
}
