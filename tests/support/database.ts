import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, inject, onTestFinished, TestRunner } from 'vitest'
import { newClient } from '#store/client.ts'
import { type Database, openDatabase, type Session } from '#store/database.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, asOwner, type DatabaseTarget, targetOf } from '#store/target.ts'
import { publishedTemplate, schema, template } from './places.ts'

export type TestDatabase = {
  readonly database: Database
  readonly target: DatabaseTarget
  readonly schema: string
  readonly data: string
  readonly asOwner: <T>(work: (session: Session) => Promise<T>) => Promise<T>
  /** As the cluster's superuser, so with everything that an intruder could do. */
  readonly asAdmin: <T>(work: (session: Session) => Promise<T>) => Promise<T>
}

/**
 * A database for one test file, or for the one test that asks for it, dropped at its end, with LiveWest's notice in force. `with: 'tables'`: migrated, but without a published
 * notice. `with: 'nothing'`: not even migrated.
 */
export async function testDatabase(
  options: { readonly with?: 'notice' | 'tables' | 'nothing'; readonly connections?: number } = {},
): Promise<TestDatabase> {
  const data = inject('data')
  const server = await startServer(data)
  const name = `test_${randomBytes(6).toString('hex')}`
  await alone(server.admin, `create database ${name}${copied[options.with ?? 'notice']}`)
  const target = await targetOf({ ...server.admin, database: name }, schema, data)
  const database = openDatabase(target.app, schema, { connections: options.connections ?? 8 })
  const leave = async (): Promise<void> => {
    await database.close()
    await alone(server.admin, `drop database ${name} with (force)`)
  }
  // One that a test makes for itself goes with it: a file of many tests would hold more connections than the server has.
  if (TestRunner.getCurrentTest() === undefined) afterAll(leave)
  else onTestFinished(leave)
  return {
    database,
    target,
    schema,
    data: join(data, name),
    asOwner: (work) => asOwner(target, work),
    asAdmin: (work) => asAdmin(target, work),
  }
}

// Copied as files, a database costs half of what it costs when every page goes through the log of changes.
const copied = {
  notice: ` template ${publishedTemplate} strategy file_copy`,
  tables: ` template ${template} strategy file_copy`,
  nothing: '',
} as const

async function alone(address: DatabaseTarget['admin'], statement: string): Promise<void> {
  const client = newClient(address)
  await client.connect()
  try {
    // A template can only be copied while nobody else uses it, and another test file may be copying at this moment.
    await client.query('select pg_advisory_lock(7262)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
