import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { Fault } from '#shared/fault.ts'
import type { Cluster } from './cluster.ts'
import { fitsSocket, keepsWhatIsInIt, strangeFolder } from './own-socket.ts'
import { giveTo } from './unprivileged.ts'

/** The folder of the server's socket; `listening` is the form that PostgreSQL's option needs. */
export type SocketFolder = { readonly folder: string; readonly listening: string }

/** Beside the database's files, which nobody else can reach. PostgreSQL works in that folder, so its name may have any characters. */
const inside = (cluster: Cluster): SocketFolder => ({ folder: cluster.folder, listening: '.' })

/** The note that says where it is, where it is not inside. */
const note = (cluster: Cluster): string => join(cluster.folder, 'socket-folder')

/** Where a running server listens: by the note, or by a file that only the server's account can write. */
export async function socketFolderOf(cluster: Cluster): Promise<SocketFolder> {
  const noted = (await readFile(note(cluster), 'utf8').catch(() => '')).trim()
  if (noted !== '') return outside(noted)
  const told = (await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[4] ?? ''
  return isAbsolute(told) ? outside(told) : inside(cluster)
}

/**
 * Where a server that is to be started will listen: inside; or, where that path is too long for a socket or the disk takes no sockets, in a private
 * folder of the temporary one, whose random name is noted inside.
 */
export async function makeSocketFolder(cluster: Cluster): Promise<SocketFolder> {
  const known = await socketFolderOf(cluster)
  if (known.folder !== cluster.folder && strangeFolder(known.folder, cluster.owner) === null) return known
  if (fitsSocket(cluster.folder) && (await takesSockets(cluster.folder))) {
    await rm(note(cluster), { force: true })
    return inside(cluster)
  }
  if (!keepsWhatIsInIt(tmpdir()))
    throw new Fault(
      'temporary-folder-open',
      'anybody may rename what lies in the temporary folder: set its mode to 1777, or `TMPDIR` to another',
    )
  const folder = await mkdtemp(join(tmpdir(), 'assured-socket-'))
  await chmod(folder, 0o700)
  await giveTo(cluster.account, folder)
  const part = `${note(cluster)}.${randomBytes(6).toString('hex')}`
  await writeFile(part, `${folder}\n`, { mode: 0o600, flag: 'wx' })
  await rename(part, note(cluster))
  return outside(folder)
}

/** To be called once the server is down. */
export async function clearSocketFolder(cluster: Cluster): Promise<void> {
  const { folder } = await socketFolderOf(cluster)
  if (folder === cluster.folder) return
  if (strangeFolder(folder, cluster.owner) === null) await rm(folder, { recursive: true, force: true })
  await rm(note(cluster), { force: true })
}

function outside(folder: string): SocketFolder {
  return { folder, listening: folder }
}

/** Some disks that are shared with another machine take files but no sockets. */
async function takesSockets(folder: string): Promise<boolean> {
  const probe = join(folder, '.s.probe')
  await unlink(probe).catch(() => {})
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(probe, () => server.close(() => resolve(true)))
  })
}
