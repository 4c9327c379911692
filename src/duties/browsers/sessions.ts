import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { type Clock, latestEnd } from '#shared/clock.ts'
import type { Database } from '#store/database.ts'
import { besideForm } from '#store/form-under-way.ts'
import { roleName } from '#store/role-names.ts'
import { newestCipher, rowCipher } from '#store/row-ciphers.ts'
import { clockBelievedSql } from '../retention/wait.ts'
import { tokenHours } from './sent-forms.ts'

/**
 * Where sessions live; the database's table in earnest. `id` is a secret: keep only its hash. `content` is JSON.
 * Reading one that has expired answers `undefined`.
 */
export interface SessionStore {
  read(id: string): Promise<string | undefined>
  write(id: string, content: string, expires: Temporal.Instant): Promise<void>
  remove(id: string): Promise<void>
}

/** From the moment it is written. */
const longestSession = Temporal.Duration.from({ hours: tokenHours })

/** One that ends later than any made today was made by a clock that stood ahead: it is over, and not open for as long as that clock leapt. */
const sessionRead = {
  name: 'session-read',
  text: 'select sealed from session where id_hash = $1 and expires_at > $2 and expires_at <= $3',
}
/** Those of others are over only by a clock that is believed. */
const sessionRemove = `delete from session where id_hash = $1 or (expires_at <= $2 and ${clockBelievedSql})`
const sessionWrite = {
  name: 'session-write',
  text: `insert into session (id_hash, sealed, expires_at) values ($1, $2, $3)
    on conflict (id_hash) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`,
}

/**
 * Sessions in the database, so that any web process answers any request. Only the hash of an id is kept, and what a session knows is sealed
 * under a key drawn from the id itself, which its browser alone has: reading the table opens nothing and tells nothing.
 */
export function databaseSessions(database: Database, clock: Clock): SessionStore {
  const role = roleName(database.schema, 'machinery')
  return {
    async read(id) {
      const now = clock()
      const values = [hashed(id), now.toString(), latestEnd(longestSession, now).toString()]
      const [row] = await database.once<{ sealed: Buffer }>(role, sessionRead, values)
      return row === undefined ? undefined : opened(id, row.sealed)
    },
    async write(id, content, expires) {
      await besideForm(() => database.once(role, sessionWrite, [hashed(id), sealed(id, content), expires.toString()]))
    },
    async remove(id) {
      await besideForm(() => database.once(role, sessionRemove, [hashed(id), clock().toString()]))
    },
  }
}

function hashed(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

/** Of another use than the hash that is kept: neither tells the other. */
function keyOf(id: string): Buffer {
  return Buffer.from(hkdfSync('sha256', id, '', 'assured session', 32))
}

const cipher = rowCipher(newestCipher)
/** No two sessions have the same key: nothing else need be named. */
const place = Buffer.alloc(0)

function sealed(id: string, content: string): Buffer {
  return cipher.seal(keyOf(id), randomBytes(cipher.nonceBytes), place, Buffer.from(content))
}

/** Undefined where it is not what was sealed: then nobody is signed in by it. */
function opened(id: string, blob: Buffer): string | undefined {
  try {
    return cipher.open(keyOf(id), place, blob).toString('utf8')
  } catch {
    return undefined
  }
}
