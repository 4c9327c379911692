import { createHash } from 'node:crypto'
import type { Clock } from '#shared/clock.ts'
import type { Database } from '#store/database.ts'
import { besideForm } from '#store/form-under-way.ts'
import { roleName } from '#store/role-names.ts'
import type { SessionStore } from './sessions.ts'

const sessionWrite = {
  name: 'session-write',
  text: `insert into session (id_hash, content, expires_at) values ($1, $2, $3)
    on conflict (id_hash) do update set content = excluded.content, expires_at = excluded.expires_at`,
}

/** Sessions in the database, so that any web process answers any request. Only the hash of an id is kept: reading the table opens nothing. */
export function databaseSessions(database: Database, clock: Clock): SessionStore {
  const role = roleName(database.schema, 'machinery')
  return {
    async read(id) {
      const [row] = await database.once<{ content: string }>(
        role,
        { name: 'session-read', text: 'select content from session where id_hash = $1 and expires_at > $2' },
        [hashed(id), clock().toString()],
      )
      return row?.content
    },
    async write(id, content, expires) {
      await besideForm(() => database.once(role, sessionWrite, [hashed(id), content, expires.toString()]))
    },
    async remove(id) {
      const text = 'delete from session where id_hash = $1 or expires_at <= $2'
      await besideForm(() => database.once(role, text, [hashed(id), clock().toString()]))
    },
  }
}

function hashed(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}
