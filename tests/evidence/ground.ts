import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { newClient } from '#store/client.ts'
import { type Database, openDatabase, type Row, type Session } from '#store/database.ts'
import { testDatabase } from '../support/database.ts'

export type Ground = {
  readonly database: Database
  /** Another pool on the same database. */
  readonly another: () => Database
  readonly asOwner: <T>(work: (owner: Session) => Promise<T>) => Promise<T>
  /** Whoever rules the database: the one that tampers. One connection, so that a transaction may span calls; one call at a time. */
  readonly superuser: <R extends Row = Row>(sql: string) => Promise<R[]>
  readonly newHeadsFile: () => string
}

/** Evidence in a database of this test file's own. */
export async function prepareGround(): Promise<Ground> {
  const { database, target, asOwner } = await testDatabase()
  const intruder = newClient(target.admin, { schema: target.schema })
  await intruder.connect()
  const folder = await mkdtemp(join(tmpdir(), 'assured-heads-'))
  afterAll(async () => {
    await intruder.end()
    await rm(folder, { recursive: true, force: true })
  })
  let files = 0
  return {
    database,
    another: () => openDatabase(target.app, target.schema, { connections: 2 }),
    asOwner,
    superuser: async <R extends Row>(sql: string) => (await intruder.query<R>(sql)).rows,
    newHeadsFile: () => {
      files += 1
      return join(folder, String(files), 'heads.log')
    },
  }
}
