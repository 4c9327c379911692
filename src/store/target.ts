import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { parseIntoClientConfig } from 'pg-connection-string'
import { Fault } from '#shared/fault.ts'
import { type Address, newClient } from './client.ts'
import { quoted, type Session, sessionOn } from './database.ts'
import { scrubbed } from './database-fault.ts'
import { roleName } from './role-names.ts'
import { secretFile } from './secret-file.ts'

/** One landlord's schema in one cluster. `admin` makes roles, migrates and publishes; `app` does everything that serves people. */
export type DatabaseTarget = { readonly schema: string; readonly admin: Address; readonly app: Address }

/** `schema`: the landlord's, a lower-case word. The application's password is made once and stored with the data folder's keys. */
export async function targetOf(admin: Address, schema: string, data: string): Promise<DatabaseTarget> {
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(schema))
    throw new Fault('bad-schema', 'a landlord’s schema is a lower-case word of at most 31 letters')
  const secret = await secretFile(join(data, 'keys', 'app.password'))
  const password = createHmac('sha256', secret).update(schema).digest('base64url')
  return { schema, admin, app: { ...admin, user: roleName(schema, 'app'), password } }
}

export function addressOf(url: string): Address {
  const { host, port, user, password, database, ssl } = parseIntoClientConfig(url)
  return {
    ...(host ? { host } : {}),
    ...(port ? { port } : {}),
    ...(user ? { user } : {}),
    ...(typeof password === 'string' ? { password } : {}),
    ...(database ? { database } : {}),
    ...(ssl ? { ssl } : {}),
  }
}

/** One transaction as the cluster's administrator, in the landlord's schema: making roles, publishing. */
export function asAdmin<T>(target: DatabaseTarget, work: (session: Session) => Promise<T>): Promise<T> {
  return inTransaction(target, null, work)
}

/** One transaction as the schema's owner: migrations. */
export function asOwner<T>(target: DatabaseTarget, work: (session: Session) => Promise<T>): Promise<T> {
  return inTransaction(target, roleName(target.schema, 'owner'), work)
}

async function inTransaction<T>(target: DatabaseTarget, role: string | null, work: (session: Session) => Promise<T>): Promise<T> {
  const client = newClient(target.admin, { schema: target.schema, statementTimeout: 0 })
  try {
    await client.connect()
    await client.query('begin')
    if (role !== null) await client.query(`set local role ${quoted(role)}`)
    const result = await work(sessionOn(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error instanceof Error && 'severity' in error ? scrubbed(error) : error
  } finally {
    await client.end().catch(() => {})
  }
}
