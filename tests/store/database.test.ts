import { describe, expect, test } from 'vitest'
import { isPrivilegeRefusal } from '#store/database-fault.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'

const { database, asAdmin, schema } = await testDatabase({ connections: 2 })
const machinery = roleName(schema, 'machinery')

describe('the database that everything goes through', () => {
  test('by itself the application can read nothing', async () => {
    const refusal = await database.once(roleName(schema, 'evidence'), 'select * from person').catch((error: unknown) => error)
    expect(isPrivilegeRefusal(refusal)).toBe(true)
  })

  test('a role that was not granted cannot be taken', async () => {
    const refusal = await database.once(roleName(schema, 'owner'), 'select 1').catch((error: unknown) => error)
    expect(isPrivilegeRefusal(refusal)).toBe(true)
  })

  test('an error names the rule that was broken and never the values', async () => {
    const write = () => database.once(machinery, `insert into session (id_hash, sealed, expires_at) values ('k', 'Amina Yusuf', now())`)
    await write()
    const error = await write().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'database-23505', constraint: 'session_pkey' })
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('Amina')
  })

  test('what a failing transaction did is undone, and its connection serves the next', async () => {
    const failing = database.transaction(machinery, async (session) => {
      await session.query(`insert into session (id_hash, sealed, expires_at) values ('gone', '', now())`)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await database.once(machinery, `select from session where id_hash = 'gone'`)).toEqual([])
  })

  test('a connection that was killed is replaced', async () => {
    await database.once(machinery, 'select 1')
    await asAdmin((admin) =>
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${schema}_app' and datname = current_database()`,
      ),
    )
    await database.once(machinery, 'select 1').catch(() => {})
    await database.once(machinery, 'select 1').catch(() => {})
    expect(await database.once(machinery, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('more callers than connections all get their answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => database.once<{ n: number }>(machinery, 'select $1::int as n, pg_sleep(0.005)', [index])),
    )
    expect(answers.map((rows) => rows[0]?.n)).toEqual(Array.from({ length: 40 }, (_, index) => index))
  })
})
