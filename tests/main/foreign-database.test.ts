import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newClient } from '#store/client.ts'
import { addressOf, targetOf } from '#store/target.ts'
import { type ForeignServer, foreignServer } from '../support/foreign-server.ts'
import { home } from '../support/places.ts'

const livewest = { folder: 'landlords/livewest', schema: 'livewest' }
const harbour = { folder: 'tests/landlords/harbour-homes', schema: 'harbour_homes' }
const both = [
  [livewest, harbour],
  [harbour, livewest],
] as const
let server: ForeignServer
let data: string

beforeAll(async () => {
  server = await foreignServer()
  data = await mkdtemp(join(tmpdir(), 'assured-theirs-'))
  await chmod(data, 0o755)
}, 60_000)
afterAll(async () => {
  await server.stop()
  await rm(data, { recursive: true, force: true })
})

/** The built command line against the server that somebody else runs. */
function assured(landlord: { readonly folder: string }, words: string, url = server.url): Promise<{ exit: number; said: unknown }> {
  const env = { ...process.env, ASSURED_DATABASE_URL: url, ASSURED_LANDLORD: landlord.folder, ASSURED_DATA: data }
  return new Promise((resolve) => {
    execFile(join(home, 'assured'), [...words.split(' '), '--json'], { cwd: home, env }, (error, out) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : 0, said: JSON.parse(out) })
    })
  })
}

async function ask<T extends object>(text: string, values: readonly unknown[]): Promise<readonly T[]> {
  const client = newClient(server.superuser)
  await client.connect()
  try {
    return (await client.query<T>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

describe('in a PostgreSQL that the landlord runs already, by an account that is no superuser', () => {
  test('everything that a command does is done there', async () => {
    expect(await assured(livewest, 'example --people 5')).toMatchObject({ exit: 0, said: { items: { person: 5 } } })
    expect(await assured(livewest, 'sweep')).toMatchObject({ exit: 0, said: { deleted: { 'call-recording': expect.any(Number) } } })
    const promises = await assured(livewest, 'promises')
    expect(promises.exit).toBe(0)
    expect(promises.said).toHaveLength(109)
    expect(await assured(livewest, 'evidence verify')).toMatchObject({ exit: 0, said: { ok: true, faults: [] } })
    expect(await assured(livewest, 'doctor')).toMatchObject({
      exit: 0,
      said: { well: true, checks: expect.arrayContaining([{ what: 'database', says: 'at `ASSURED_DATABASE_URL`', well: true }]) },
    })
    expect(await ask('select from livewest.person', [])).toHaveLength(5)
  }, 120_000)

  test('a second landlord moves into the same database, and both their records verify', async () => {
    expect(await assured(harbour, 'sweep')).toMatchObject({ exit: 0 })
    expect(await assured(harbour, 'evidence verify')).toMatchObject({ exit: 0, said: { ok: true, faults: [] } })
    expect(await assured(harbour, 'doctor')).toMatchObject({ exit: 0 })
    expect(await assured(livewest, 'evidence verify')).toMatchObject({ exit: 0, said: { ok: true, faults: [] } })
  }, 120_000)

  test('two processes that start at once both come up', async () => {
    const answers = await Promise.all([assured(harbour, 'doctor'), assured(livewest, 'doctor'), assured(livewest, 'doctor')])
    expect(answers.map(({ exit }) => exit)).toEqual([0, 0, 0])
  }, 60_000)

  test('none of our roles may do what a superuser may', async () => {
    const mighty = `select rolname from pg_roles where (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)
      and rolname ~ '^(livewest|harbour_homes)_'`
    expect(await ask(mighty, [])).toEqual([])
    expect(await ask(`select rolname from pg_roles where rolcanlogin and rolname ~ '^(livewest|harbour_homes)_' order by 1`, [])).toEqual([
      { rolname: 'harbour_homes_app' },
      { rolname: 'livewest_app' },
    ])
  })

  test('an account that may make nothing is refused with what it lacks', async () => {
    expect(await assured(livewest, 'doctor', server.guestUrl)).toMatchObject({
      exit: 1,
      said: { error: { code: 'database-account-too-weak', message: expect.stringContaining('CREATEROLE') } },
    })
  }, 60_000)
})

const reach = `
  select role.rolname, thing.relname from pg_roles role, pg_class thing
  where starts_with(role.rolname, $1 || '_') and thing.relnamespace = $2::regnamespace and thing.relkind in ('r', 'v', 'S') and (
    has_schema_privilege(role.oid, $2, 'usage, create')
    or thing.relkind <> 'S' and has_any_column_privilege(role.oid, thing.oid, 'select, insert, update, references')
    or thing.relkind <> 'S' and has_table_privilege(role.oid, thing.oid, 'select, insert, update, delete, truncate, references, trigger')
    or thing.relkind = 'S' and has_sequence_privilege(role.oid, thing.oid, 'usage, select, update'))`
const membership = `
  select role.rolname, other.rolname as other from pg_roles role, pg_roles other
  where starts_with(role.rolname, $1 || '_') and starts_with(other.rolname, $2 || '_') and pg_has_role(role.oid, other.oid, 'member')`

describe('two landlords in one database: PostgreSQL itself says that', () => {
  test.each(both)('no role of $schema reaches anything of the other, or can become one of its roles', async (own, other) => {
    expect((await ask(reach, [own.schema, own.schema])).length).toBeGreaterThan(50)
    expect(await ask(reach, [own.schema, other.schema])).toEqual([])
    expect((await ask(membership, [own.schema, own.schema])).length).toBeGreaterThan(10)
    expect(await ask(membership, [own.schema, other.schema])).toEqual([])
  })

  test.each(both)('what serves the people of $schema is turned away at the other’s tables', async (own, other) => {
    const { app } = await targetOf(addressOf(server.url), own.schema, data)
    const client = newClient(app)
    await client.connect()
    try {
      for (const refused of [`select from ${other.schema}.person`, `set role ${other.schema}_facts`, `set role ${own.schema}_owner`])
        await expect(client.query(refused)).rejects.toMatchObject({ code: '42501' })
      await client.query(`set role ${own.schema}_facts`)
      await expect(client.query(`select id from ${other.schema}.person`)).rejects.toMatchObject({ code: '42501' })
      await client.query(`select id from ${own.schema}.person`)
    } finally {
      await client.end()
    }
  })
})
