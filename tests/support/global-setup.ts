import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { newClient } from '#store/client.ts'
import { migrate } from '#store/migrate.ts'
import { startServer } from '#store/server.ts'
import { targetOf } from '#store/target.ts'
import { migrations, schema, template } from './places.ts'

declare module 'vitest' {
  interface ProvidedContext {
    data: string
  }
}

/** One embedded server for the whole run, and a migrated template that each test file's own database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = await mkdtemp(join(tmpdir(), 'assured-test-'))
  // The server runs as an unprivileged account, which must be let through.
  await chmod(data, 0o755)
  const server = await startServer(data)
  const client = newClient(server.admin)
  await client.connect()
  await client.query(`create database ${template}`)
  await client.end()
  await migrate(await targetOf({ ...server.admin, database: template }, schema, data), migrations)
  project.provide('data', data)
  return async () => {
    await server.stop()
    await rm(data, { recursive: true, force: true })
  }
}
