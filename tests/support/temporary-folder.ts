import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Caches of others: the browser as it is unpacked for a run, and what Node keeps of compiled modules. */
const caches = /^(assured-chromium-|node-compile-cache$)/

/** Made by a test for itself, as its name says, and gone with the run's folder; what the system makes for its socket has a name of its own. */
const ofTests = /^assured-(?!socket-)/

/**
 * A temporary folder of this run's own, which every test and every program that a test starts uses, and which goes with the run. At its end nothing
 * may be left in it that the system or a program of its made: that would have been left on somebody's machine.
 */
export async function ownTemporaryFolder(): Promise<{ readonly leave: () => Promise<void> }> {
  const before = process.env.TMPDIR
  const folder = await mkdtemp(join(tmpdir(), 'assured-run-'))
  // The database runs as an unprivileged account, which must be let through.
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
