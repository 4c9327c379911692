import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '#shared/fault.ts'
import { type Cluster, runs } from './cluster.ts'
import { syncFolder } from './copy-file.ts'
import { halfMade } from './half-made.ts'
import { scramVerifier } from './scram-verifier.ts'
import { giveTo } from './unprivileged.ts'

const run = promisify(execFile)

// Errors are logged by their kind alone: PostgreSQL's details contain people's data.
const settings = [
  'max_connections=200',
  'max_wal_size=2GB',
  'checkpoint_timeout=15min',
  'timezone=UTC',
  'log_min_messages=fatal',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'autovacuum_naptime=20s',
].flatMap((each) => ['-c', each])

/**
 * Makes the files of a new server. They are made in a folder beside and renamed into place: two processes may begin together, and one may be killed
 * half-way. PostgreSQL gets the verifier of the password and never the password: initdb would take that from a file only.
 */
export async function makeCluster({ programs, folder, password, account }: Cluster): Promise<void> {
  const part = await halfMade(folder)
  const fresh = join(part, 'postgres')
  const verifier = join(part, 'verifier')
  try {
    await mkdir(part, { mode: 0o700 })
    await writeFile(verifier, await scramVerifier(password), { mode: 0o600 })
    for (const each of [part, verifier]) await giveTo(account, each)
    const args = ['-D', fresh, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', verifier, '-E', 'UTF8', '--locale', 'C.UTF-8']
    await run(join(programs, 'initdb'), [...args, ...settings], runs(account))
    // Another process may have put its own there meanwhile.
    await rename(fresh, folder).catch((error: unknown) => {
      if (!existsSync(join(folder, 'PG_VERSION'))) throw error
    })
    await syncFolder(dirname(folder))
  } catch (cause) {
    throw new Fault('database-not-made', 'the embedded database could not be made in the data folder', { cause })
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}
