import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Caches of other programs: the browser unpacked for a run, and Node's compiled modules. */
const caches = /^(assured-chromium-|node-compile-cache$)/

/**
 * Made by a test for itself, as its name shows, and deleted with the run's folder. The folder that the system makes for its socket has
 * another name.
 */
const ofTests = /^assured-(?!socket-)/

/**
 * A temporary folder for this run, used by every test and every program that a test starts, and deleted with the run. At the end it must
 * contain nothing from the system or its programs, since they would have left that on somebody's machine.
 */
export async function ownTemporaryFolder(): Promise<{ readonly leave: () => Promise<void> }> {
  const before = process.env.TMPDIR
  const folder = await mkdtemp(join(tmpdir(), 'assured-run-'))
  // The database runs as an unprivileged account, which must be able to enter the folder.
  await chmod(folder, 0o755)
  process.env.TMPDIR = folder
  return {
    async leave() {
      const left = (await readdir(folder)).filter((name) => !caches.test(name) && !ofTests.test(name))
      await rm(folder, { recursive: true, force: true })
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
      if (left.length > 0) throw new Error(`tests left these behind in the temporary folder: ${left.join(', ')}`)
    },
  }
}
