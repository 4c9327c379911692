import { execFile } from 'node:child_process'
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readManifest, writeManifest } from '#store/backup-manifest.ts'
import { newClient } from '#store/client.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { migrate } from '#store/migrate.ts'
import { type Server, startServer } from '#store/server.ts'
import { openSystem } from '../../src/main/system.ts'
import { testDatabase } from '../support/database.ts'
import { home, migrations } from '../support/places.ts'
import { settingsOf } from '../support/settings.ts'

const folders: string[] = []
let data: string
let backup: string
let olderBackup: string
let server: Server

/** A command as people type it; what it says, and whether it did it. */
function assured(...words: readonly string[]): Promise<{ exit: number; said: string }> {
  return new Promise((resolve) => {
    execFile(join(home, 'assured'), [...words, '--data', data], { cwd: home }, (error, out, err) =>
      resolve({ exit: Number(error?.code ?? 0), said: out + err }),
    )
  })
}

async function asSuperuser(statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = newClient(server.admin)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-newer-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

const newer = `insert into livewest.migration (name, sha256, software) values ('9990-from-the-future.sql', 'x', '7.8.9')`
const asBefore = `delete from livewest.migration where name = '9990-from-the-future.sql'`

/** As a version had it that made its tables by other steps than these. */
const older = `update livewest.migration set name = '0001-keys.sql' where name = '0010-keys-and-secrets.sql'`
const asNow = `update livewest.migration set name = '0010-keys-and-secrets.sql' where name = '0001-keys.sql'`

const slow = 180_000

beforeAll(async () => {
  data = await newFolder()
  backup = join(await newFolder(), 'newer')
  expect((await assured('doctor')).said).toMatch(/schema: \d+ steps, the last `0\d{3}-[a-z0-9-]+\.sql`, by Assured \d/)
  server = await startServer(data)
  expect((await assured('evidence', 'verify')).exit).toBe(0)
  // A backup of the newer version's: of this one's own command, with the step noted meanwhile.
  const running = await openSystem(settingsOf(data), home, () => Temporal.Now.instant())
  await asSuperuser(newer)
  await running.backUp(backup, () => {})
  await asSuperuser(asBefore)
  await asSuperuser(older)
  olderBackup = join(await newFolder(), 'older')
  await running.backUp(olderBackup, () => {})
  await asSuperuser(asNow)
  await asSuperuser(newer)
  await running.close()
}, slow)

afterAll(async () => {
  await server.stop()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

describe('an older version of the software', () => {
  test(
    'does not start on what a newer one has brought further, and says which version it takes',
    async () => {
      const before = await asSuperuser(`select rolname, rolpassword from pg_authid where rolname like 'livewest%' order by 1`)
      for (const words of [['doctor'], ['sweep'], ['backup', '--out', join(await newFolder(), 'copy')]]) {
        const { exit, said } = await assured(...words)
        expect(exit).toBe(1)
        expect(said).toContain('was brought up to date by Assured 7.8.9 (`9990-from-the-future.sql`)')
        expect(said).toContain('run 7.8.9 or a later one')
      }
      // It is told before anything is changed.
      expect(await asSuperuser(`select rolname, rolpassword from pg_authid where rolname like 'livewest%' order by 1`)).toEqual(before)
    },
    slow,
  )

  test(
    'does not put back a backup of a newer one, and leaves everything as it was',
    async () => {
      await asSuperuser(asBefore)
      await server.stop()
      const { exit, said } = await assured('restore', backup, '--replace')
      expect(exit).toBe(1)
      expect(said).toContain('the database in the backup was brought up to date by Assured 7.8.9')
      server = await startServer(data)
      expect(await asSuperuser(`select from livewest.migration where name like '999%'`)).toEqual([])
      expect((await assured('evidence', 'verify')).exit).toBe(0)
    },
    slow,
  )

  test(
    'says of a backup in a form that it does not know which version made it, and not that it is damaged',
    async () => {
      const provider = await fileKeyProvider(join(data, 'keys', 'key-encryption-key'))
      const manifest = await readManifest(backup, provider)
      const copy = await newFolder()
      const later = { ...manifest, form: 'assured-backup-2' as const, software: '7.8.9' }
      // What a later version writes is no manifest of this one's.
      await writeManifest(copy, JSON.parse(JSON.stringify(later)), provider, provider.id)
      await expect(readManifest(copy, provider)).rejects.toMatchObject({
        code: 'backup-of-another-form',
        message: expect.stringContaining('made by Assured 7.8.9'),
      })
    },
    slow,
  )

  test(
    'does not start on an edition that says what it does not know',
    async () => {
      const [row] = await asSuperuser(`select body from livewest.edition`)
      expect(row).toBeDefined()
      await asSuperuser(`alter table livewest.edition disable trigger all`)
      await asSuperuser(`update livewest.edition set body = replace(body, '"repairs"', '"repairs-on-mars"')`)
      const { exit, said } = await assured('sweep')
      expect(exit).toBe(1)
      expect(said).toContain('run the version that released it, or a later one')
      await asSuperuser(`update livewest.edition set body = replace(body, '"repairs-on-mars"', '"repairs"')`)
      await asSuperuser(`alter table livewest.edition enable trigger all`)
    },
    slow,
  )

  test(
    'does not start on the files of another PostgreSQL, and says which',
    async () => {
      await server.stop()
      const version = join(data, 'postgres', 'PG_VERSION')
      const own = await readFile(version, 'utf8')
      await writeFile(version, '99\n')
      const { exit, said } = await assured('sweep')
      expect(exit).toBe(1)
      expect(said).toContain('PostgreSQL 99’s')
      await writeFile(version, own)
      server = await startServer(data)
    },
    slow,
  )

  test(
    'keeps its own version with each step that it runs',
    async () => {
      const on = await testDatabase({ with: 'nothing' })
      await migrate(on.target, migrations, { version: '1.2.3' })
      const rows = await on.asAdmin((admin) => admin.query('select distinct software from migration'))
      expect(rows).toEqual([{ software: '1.2.3' }])
      // The same steps but the last are an older version's.
      const fewer = await newFolder()
      await cp(migrations, fewer, { recursive: true })
      const last = (await on.asAdmin((admin) => admin.query<{ name: string }>('select name from migration order by name desc limit 1')))[0]
      await rm(join(fewer, last?.name ?? ''))
      await expect(migrate(on.target, fewer, { version: '1.2.2' })).rejects.toMatchObject({
        code: 'schema-newer',
        message: expect.stringContaining('Assured 1.2.3'),
      })
    },
    slow,
  )
})

describe('what a version from before the first release made', () => {
  test(
    'is not started on, and whoever tries is told what to do',
    async () => {
      await asSuperuser(older)
      for (const words of [['doctor'], ['sweep']]) {
        const { exit, said } = await assured(...words)
        expect(exit).toBe(1)
        expect(said).toMatch(
          /the schema `livewest` was made by Assured \S+ in a step that this version does not have \(`0\d{3}-[a-z0-9-]+\.sql`\)/,
        )
        expect(said).toContain('begin anew with another data folder')
      }
      await asSuperuser(asNow)
    },
    slow,
  )

  test(
    'is not put back from a backup, and everything is left as it was',
    async () => {
      await server.stop()
      const { exit, said } = await assured('restore', olderBackup, '--replace')
      expect(exit).toBe(1)
      expect(said).toContain('the database in the backup was made by Assured')
      expect(said).toContain('put it back with the version that made it')
      server = await startServer(data)
      expect((await assured('evidence', 'verify')).exit).toBe(0)
    },
    slow,
  )
})
