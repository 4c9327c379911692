import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#shared/fault.ts'

/** Where this software's own server listens, and under which account. */
export type OwnSocket = { readonly folder: string; readonly uid: number | null }

/** The port's number is part of the socket's name; nothing listens on a network. */
export const socketPort = 5432
export const socketName = `.s.PGSQL.${socketPort}`

/** The most bytes that every system accepts as a socket's path. */
const mostBytes = 103

export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(join(folder, socketName)) <= mostBytes
}

/** Why a socket must not be used: its folder, or what is in it, belongs to another account or is open to others. Null where it is safe. */
export function strangeSocket({ folder, uid }: OwnSocket): Fault | null {
  const strange = strangeFolder(folder, uid)
  if (strange !== null) return strange
  const socket = lstatSync(join(folder, socketName), { throwIfNoEntry: false })
  if (socket === undefined || (socket.isSocket() && (uid === null || socket.uid === uid))) return null
  return new Fault('socket-of-another', `the database’s socket in \`${folder}\` belongs to another account: delete it`)
}

/** A folder that another account made or may change, or that is a link, is not this software's own. */
export function strangeFolder(folder: string, uid: number | null): Fault | null {
  const facts = lstatSync(folder, { throwIfNoEntry: false })
  if (facts === undefined) return new Fault('socket-folder-missing', `the folder of the database’s socket, \`${folder}\`, is not there`)
  if (!facts.isDirectory() || (uid !== null && facts.uid !== uid))
    return new Fault('socket-of-another', `\`${folder}\`, the folder of the database’s socket, belongs to another account`)
  if (uid !== null && (facts.mode & 0o077) !== 0)
    return new Fault('socket-folder-open', `\`${folder}\`, the folder of the database’s socket, is open to others: set its mode to 700`)
  return null
}

/** Whether only its owner, root and this account may replace a folder inside `above`. */
export function keepsWhatIsInIt(above: string): boolean {
  const facts = lstatSync(above, { throwIfNoEntry: false })
  return facts !== undefined && ((facts.mode & 0o022) === 0 || (facts.mode & 0o1000) !== 0)
}
