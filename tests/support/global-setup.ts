import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { publish } from '#gate/grants/publish.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { newClient } from '#store/client.ts'
import { migrate } from '#store/migrate.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { refuseStale } from '../../scripts/table-files.ts'
import { begunFolders } from './begun-folder.ts'
import { livewest } from './edition.ts'
import { home, migrations, publishedTemplate, schema, template } from './places.ts'
import { ownTemporaryFolder } from './temporary-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    data: string
  }
}

/**
 * One embedded server for the whole run, and the templates that each test file's database is copied from: migrated, and with LiveWest's
 * notice in force.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await refuseStale(join(home, 'src/records'), migrations, everyRecordType)
  const { leave } = await ownTemporaryFolder()
  const data = await mkdtemp(join(tmpdir(), 'assured-test-'))
  // The server runs as an unprivileged account, which must be able to enter the folder.
  await chmod(data, 0o755)
  const server = await startServer(data)
  const client = newClient(server.admin)
  await client.connect()
  // No test kills this server; tests about kills use servers of their own. So two hundred databases need not wait for the disk.
  for (const setting of ['fsync', 'full_page_writes']) await client.query(`alter system set ${setting} = off`)
  await client.query('select pg_reload_conf()')
  await client.query(`create database ${template}`)
  await migrate(await targetOf({ ...server.admin, database: template }, schema, data), migrations)
  await client.query(`create database ${publishedTemplate} template ${template}`)
  await client.end()
  const published = await targetOf({ ...server.admin, database: publishedTemplate }, schema, data)
  const released = await livewest()
  await asAdmin(published, (session) => publish(session, schema, released, everyRecordType)).catch((cause: unknown) => {
    throw new Error('a record type has what no migration makes: add one (docs/decisions/0020)', { cause })
  })
  project.provide('data', data)
  const begun = await mkdtemp(join(tmpdir(), 'assured-begun-'))
  await chmod(begun, 0o755)
  process.env[begunFolders] = begun
  return async () => {
    await server.stop()
    await rm(data, { recursive: true, force: true })
    await leave()
  }
}
