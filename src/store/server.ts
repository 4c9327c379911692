import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '#shared/fault.ts'
import { type Address, newClient } from './client.ts'
import { clusterOf, forgetDeadSocket, forgetTheDead, livingServer } from './cluster.ts'
import { type Account, giveTo } from './unprivileged.ts'

const run = promisify(execFile)

/** In the name of the socket alone: no network is listened on. */
const port = 5432

export type Server = {
  /** As the cluster's superuser: for making roles and databases only. */
  readonly admin: Address
  readonly folder: string
  /** Whether another process had started it, as it runs now. */
  readonly joined: boolean
  /** Looks whether it runs where it can be reached, and starts it where not. Answers whether this process had to. */
  mend(): Promise<boolean>
  /** Stops the server unless other processes of ours still use it. */
  stop(): Promise<void>
}

// Errors are logged by their kind alone: PostgreSQL's details carry people's data.
const settings = `
max_connections = 200
max_wal_size = 2GB
checkpoint_timeout = 15min
timezone = 'UTC'
log_min_messages = fatal
log_min_error_statement = panic
log_error_verbosity = terse
autovacuum_naptime = 20s
`

/**
 * What the server keeps of its tables in memory: a quarter of what this process may use, as PostgreSQL's manual advises, and no more than holds a large
 * landlord's busy tables. Said at each start, since a data folder may move to another machine. In mebibytes.
 */
function sharedBuffers(): number {
  const allowed = process.constrainedMemory()
  const bytes = allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
  return Math.max(128, Math.min(2048, Math.floor(bytes / 4 / 1024 ** 2)))
}

/**
 * The embedded PostgreSQL of a data folder: started, or joined when it runs already. It outlives a parent that is killed, and the next
 * command finds it; what a killed server leaves behind is cleaned up. INVARIANT: fsync stays on: what was acknowledged is on disk.
 */
export async function startServer(data: string): Promise<Server> {
  const { account, programs, folder, password } = await clusterOf(data)
  const socket = join(tmpdir(), `assured-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
  const admin: Address = { host: socket, port, user: 'postgres', password, database: 'postgres' }
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(programs, folder, password, account)
  const start = () => startOrJoin(programs, folder, socket, admin, account)
  let joined = await start()
  return {
    admin,
    folder,
    get joined() {
      return joined
    },
    async mend() {
      const living = await livingServer(folder)
      const isReachable = existsSync(join(socket, `.s.PGSQL.${port}`))
      if (living !== null && isReachable) return false
      if (living !== null) await stopUnreachable(living, folder)
      if (await start()) return false
      joined = false
      return true
    },
    async stop() {
      if ((await othersConnected(admin)) > 0) return
      await run(join(programs, 'pg_ctl'), ['stop', '-D', folder, '-m', 'fast', '-w'], { ...account, cwd: '/' }).catch(() => {})
    },
  }
}

/** In a folder beside, put in place at once: two processes may begin together, and one may be killed half-way. */
async function initialise(programs: string, folder: string, password: string, account: Account): Promise<void> {
  const own = randomBytes(6).toString('hex')
  const fresh = `${folder}.${own}.new`
  const passwordFile = `${folder}.${own}.word`
  await mkdir(fresh, { mode: 0o700 })
  await giveTo(account, fresh)
  await writeFile(passwordFile, password, { mode: 0o600 })
  await giveTo(account, passwordFile)
  try {
    const args = ['-D', fresh, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--locale', 'C.UTF-8']
    await run(join(programs, 'initdb'), args, { ...account, cwd: '/' })
    await appendFile(join(fresh, 'postgresql.conf'), settings)
    await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }))
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true })
    throw new Fault('database-not-made', 'the embedded database could not be made in the data folder', { cause })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function startOrJoin(programs: string, folder: string, socket: string, admin: Address, account: Account): Promise<boolean> {
  if (await answers(admin)) return true
  await mkdir(socket, { recursive: true, mode: 0o700 })
  await chmod(socket, 0o700)
  await giveTo(account, socket)
  let cause: unknown
  // After a kill -9 the dead server's children need a moment to notice; and another process may be starting it at this moment.
  for (let tries = 0; tries < 60; tries += 1) {
    await forgetTheDead(folder)
    await forgetDeadSocket(socket, port)
    try {
      const options = `-k ${socket} -c listen_addresses='' -c shared_buffers=${sharedBuffers()}MB`
      await run(join(programs, 'pg_ctl'), ['start', '-D', folder, '-w', '-t', '60', '-l', join(folder, 'server.log'), '-o', options], {
        ...account,
        cwd: '/',
      })
      return false
    } catch (error) {
      cause = error
      if (await answers(admin)) return true
      await new Promise((done) => setTimeout(done, 250))
    }
  }
  throw new Fault('database-not-started', 'the embedded database did not start: see `server.log` in its folder', { cause })
}

/**
 * Its socket was taken away, and it makes no other: told to stop, as `pg_ctl stop -m fast` would. By its number, so that one that another
 * process of ours has started meanwhile is left alone.
 */
async function stopUnreachable(pid: number, folder: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 100 && (await livingServer(folder)) === pid; tries += 1) await new Promise((done) => setTimeout(done, 100))
}

async function answers(admin: Address): Promise<boolean> {
  const client = newClient(admin)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function othersConnected(admin: Address): Promise<number> {
  const client = newClient(admin)
  try {
    await client.connect()
    const text = `select count(*)::int as others from pg_stat_activity where application_name = 'assured' and pid <> pg_backend_pid()`
    const { rows } = await client.query<{ others: number }>(text)
    return rows[0]?.others ?? 0
  } catch {
    return 0
  } finally {
    await client.end().catch(() => {})
  }
}
