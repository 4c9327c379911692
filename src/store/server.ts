import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Fault } from '#shared/fault.ts'
import { type Address, newClient } from './client.ts'
import { type Cluster, clusterOf, forgetDeadSocket, forgetTheDead, livingServer, runs } from './cluster.ts'
import { clearHalfMade } from './half-made.ts'
import { makeCluster } from './make-cluster.ts'
import { socketName, socketPort, strangeFolder } from './own-socket.ts'
import { refuseOtherPostgres } from './postgres-version.ts'
import { clearSocketFolder, makeSocketFolder, type SocketFolder, socketFolderOf } from './socket-folder.ts'

const run = promisify(execFile)

export type Server = {
  /** As the cluster's superuser: for making roles and databases only. */
  readonly admin: Address
  readonly folder: string
  /** Whether another process had started the server that runs now. */
  readonly joined: boolean
  /** Checks that the server runs and can be reached, and starts it where not. Answers whether this process had to. */
  mend(): Promise<boolean>
  /** Stops the server unless other processes of this software still use it. */
  stop(): Promise<void>
}

/**
 * The server's cache in mebibytes: a quarter of the memory that this process may use, as PostgreSQL's manual advises, up to what the busy tables of a
 * large landlord need. Set at each start, since a data folder may move to another machine.
 */
function sharedBuffers(): number {
  const allowed = process.constrainedMemory()
  const bytes = allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
  return Math.max(128, Math.min(2048, Math.floor(bytes / 4 / 1024 ** 2)))
}

/**
 * The embedded PostgreSQL of a data folder: started, or joined when it runs already. It outlives a parent that is killed, and the next command finds
 * it; what a killed server leaves behind is cleaned up. INVARIANT: fsync stays on: what was acknowledged is on disk. Called again while the caller
 * has connections, it starts a server that has stopped at the same address.
 */
export async function startServer(data: string): Promise<Server> {
  const cluster = await clusterOf(data)
  const { folder } = cluster
  await clearHalfMade(folder)
  if (!existsSync(join(folder, 'PG_VERSION'))) await makeCluster(cluster)
  await refuseOtherPostgres(cluster)
  const start = () => startOrJoin(cluster)
  const begun = await start()
  const { socket } = begun
  let { joined } = begun
  const admin = adminAt(cluster, socket)
  return {
    admin,
    folder,
    get joined() {
      return joined
    },
    async mend() {
      const living = await livingServer(folder)
      const isReachable = existsSync(join(socket.folder, socketName))
      if (living !== null && isReachable) return false
      if (living !== null) await stopUnreachable(living, folder)
      if ((await start()).joined) return false
      joined = false
      return true
    },
    async stop() {
      if ((await othersConnected(admin)) > 0) return
      await stopServer(cluster)
    },
  }
}

async function stopServer(cluster: Cluster): Promise<void> {
  const { programs, folder, account } = cluster
  await run(join(programs, 'pg_ctl'), ['stop', '-D', folder, '-m', 'fast', '-w'], runs(account)).then(
    () => clearSocketFolder(cluster),
    () => {},
  )
}

function adminAt({ owner, password }: Cluster, { folder }: SocketFolder): Address {
  return { host: folder, port: socketPort, user: 'postgres', password, database: 'postgres', own: { folder, uid: owner } }
}

async function startOrJoin(cluster: Cluster): Promise<{ readonly joined: boolean; readonly socket: SocketFolder }> {
  const { programs, folder, account } = cluster
  const strange = strangeFolder(folder, cluster.owner)
  if (strange !== null) throw strange
  let started = false
  let cause: unknown
  // After a kill -9 the dead server's children need a moment to end; and another process may be starting it right now.
  for (let tries = 0; tries < 60; tries += 1) {
    const running = await socketFolderOf(cluster)
    const another = strangeFolder(running.folder, cluster.owner)
    if (another === null && (await answers(adminAt(cluster, running)))) return { joined: !started, socket: running }
    await forgetTheDead(folder)
    await forgetDeadSocket(running.folder, socketPort)
    try {
      // Recycled segments of the log of changes would keep deleted data until they are overwritten; so they are removed at the next checkpoint.
      const socket = await makeSocketFolder(cluster)
      const options = `-k '${socket.listening.replaceAll("'", String.raw`'\''`)}' -c unix_socket_permissions=0700 -c listen_addresses='' -c wal_recycle=off -c shared_buffers=${sharedBuffers()}MB`
      const args = ['start', '-D', folder, '-w', '-t', '60', '-l', join(folder, 'server.log'), '-o', options]
      await run(join(programs, 'pg_ctl'), args, runs(account))
      started = true
      if (await answers(adminAt(cluster, socket))) return { joined: false, socket }
    } catch (error) {
      // A server with another password than this data folder's is not left running.
      if (started) await stopServer(cluster)
      if (error instanceof Fault) throw error
      cause = another ?? error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
  throw new Fault('database-not-started', 'the embedded database did not start: see `server.log` in its folder', { cause })
}

/**
 * Its socket was removed, and it makes no other. It is told to stop, as `pg_ctl stop -m fast` would, by its process id, so that one that another
 * process has started meanwhile is left alone.
 */
async function stopUnreachable(pid: number, folder: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 100 && (await livingServer(folder)) === pid; tries += 1) await new Promise((done) => setTimeout(done, 100))
}

/** Whether this data folder's own server answers; a fault where another one does, or where the password is another. */
async function answers(admin: Address): Promise<boolean> {
  const client = newClient(admin)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    if (error instanceof Fault && error.code !== 'socket-folder-missing') throw error
    if (error instanceof Error && 'code' in error && error.code === wrongPassword) throw passwordReplaced(error)
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** SQLSTATE invalid_password. */
const wrongPassword = '28P01'

function passwordReplaced(cause: unknown): Fault {
  const why = 'the embedded database was made with another password than `keys/postgres.password` holds'
  return new Fault('secret-replaced', `${why}: put that file back from your copy of \`keys\``, { cause })
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
