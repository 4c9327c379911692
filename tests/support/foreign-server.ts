import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Address, newClient } from '#store/client.ts'
import { nativeFolder } from '#store/native.ts'
import { reachablePrograms } from '#store/programs.ts'
import { giveTo, serverAccount } from '#store/unprivileged.ts'
import { freePort } from './free-port.ts'

const run = promisify(execFile)

export type ForeignServer = {
  /** What a landlord's database team would hand over: an account that may create roles and databases, and is no superuser. */
  readonly url: string
  /** An account that may connect, and create nothing. */
  readonly guestUrl: string
  /** Its superuser, for looking into PostgreSQL itself. */
  readonly superuser: Address
  /** Ends it as a fault of its machine would. */
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A PostgreSQL server that somebody else runs: reached over TCP with a password, by an account with limited rights. */
export async function foreignServer(): Promise<ForeignServer> {
  const account = serverAccount()
  const programs = join(await reachablePrograms(account, nativeFolder()), 'bin')
  const above = await mkdtemp(join(tmpdir(), 'assured-foreign-'))
  await chmod(above, 0o755)
  const folder = join(above, 'postgres')
  const word = join(above, 'word')
  await writeFile(word, 'superuser', { mode: 0o600 })
  for (const each of [above, word]) await giveTo(account, each)
  const options = { ...account, cwd: '/' }
  await run(
    join(programs, 'initdb'),
    ['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', word, '-E', 'UTF8', '--locale', 'C.UTF-8'],
    options,
  )
  const port = await freePort()
  const listening = `-p ${port} -k '' -c listen_addresses=127.0.0.1`
  await run(join(programs, 'pg_ctl'), ['start', '-D', folder, '-w', '-l', join(folder, 'server.log'), '-o', listening], options)
  const superuser = { host: '127.0.0.1', port, user: 'postgres', password: 'superuser', database: 'postgres' }
  const client = newClient(superuser)
  await client.connect()
  await client.query(`create role housing_admin login createrole createdb password 'a word: 50% of / it'`)
  await client.query('create database housing owner housing_admin')
  await client.query(`create role guest login password 'guest'`)
  await client.end()
  return {
    url: `postgres://housing_admin:${encodeURIComponent('a word: 50% of / it')}@127.0.0.1:${port}/housing`,
    guestUrl: `postgres://guest:guest@127.0.0.1:${port}/housing`,
    superuser: { ...superuser, database: 'housing' },
    async kill() {
      process.kill(Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL')
    },
    async start() {
      await rm(join(folder, 'postmaster.pid'), { force: true })
      await run(join(programs, 'pg_ctl'), ['start', '-D', folder, '-w', '-l', join(folder, 'server.log'), '-o', listening], options)
    },
    async stop() {
      await run(join(programs, 'pg_ctl'), ['stop', '-D', folder, '-m', 'fast', '-w'], options).catch(() => {})
      await rm(above, { recursive: true, force: true })
    },
  }
}
