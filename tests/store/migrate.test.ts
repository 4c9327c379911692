import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { definitionsOf } from '#store/definitions.ts'
import { migrate } from '#store/migrate.ts'
import { stepsIn } from '#store/steps.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { putPerson } from '../support/people.ts'
import { migrations } from '../support/places.ts'

const names = (await stepsIn(migrations)).map(({ name }) => name)

/** A copy of the migrations, changed by `change` and taken away again. */
async function withSteps<T>(change: (folder: string) => Promise<void>, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-steps-'))
  try {
    await cp(migrations, folder, { recursive: true })
    await change(folder)
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function rolesOf(on: TestDatabase) {
  return on.asAdmin((admin) => admin.query(`select rolname from pg_roles where starts_with(rolname, 'older_')`))
}

test('a new database gets every step once, in order, and two that start together do not disturb one another', async () => {
  const on = await testDatabase({ with: 'nothing' })
  const ran = await Promise.all([migrate(on.target, migrations), migrate(on.target, migrations)])
  expect(ran.flat().toSorted()).toEqual(names)
  expect(await migrate(on.target, migrations)).toEqual([])
})

test('a database with people in it takes a later step, and loses nothing', async () => {
  const on = await testDatabase({ with: 'tables' })
  await putPerson(on)
  const people = () => on.asAdmin((admin) => admin.query('select * from person'))
  const before = await people()
  const later = '9000-later.sql'
  const added = 'create table later (id uuid);\ngrant select on later to {sweeper};\n'
  const put = (folder: string) => writeFile(join(folder, later), added)
  expect(await withSteps(put, (folder) => migrate(on.target, folder))).toEqual([later])
  expect(await people()).toEqual(before)
  expect((await on.asOwner(definitionsOf)).filter((line) => / later( |$)/.test(line))).toEqual([
    'privilege SELECT later to sweeper',
    'relation later kind r owner owner',
  ])
})

test('a reader whose letter broke off before it was noted that there is a second one gets none', async () => {
  const on = await testDatabase({ with: 'nothing' })
  const step = '0108-readers-told-once-more.sql'
  const before = async (folder: string) => {
    for (const name of names.filter((each) => each >= step)) await rm(join(folder, name))
  }
  await withSteps(before, (folder) => migrate(on.target, folder))
  await on.asOwner(async (owner) => {
    for (const [at, state] of ['begun', 'waits'].entries()) {
      const id = `00000000-0000-4000-8000-00000000000${at}`
      await owner.query(
        `insert into notice_reader (id, activity, address_hash, collected_at, confirmed_at, edition, source)
         values ('${id}', 'notice-changes', '${at}', now(), now(), 'a', 'website')`,
      )
      await owner.query(`insert into notice_telling (reader_id, told, telling, state, at) values ('${id}', 'a', 'b', '${state}', now())`)
    }
  })
  await migrate(on.target, migrations)
  const rows = await on.asOwner((owner) => owner.query('select state, again from notice_telling order by state'))
  expect(rows).toEqual([
    { state: 'begun', again: true },
    { state: 'waits', again: false },
  ])
})

describe('a database that these steps do not lead on from is refused in plain words, before anything in it is changed', () => {
  /** A schema of which no more is there than says what was run. */
  async function older(columns: string, values: string) {
    const on = await testDatabase({ with: 'nothing' })
    const target = { ...on.target, schema: 'older' }
    await on.asAdmin(async (admin) => {
      await admin.query('create schema older')
      await admin.query(
        `create table older.migration (name text primary key, sha256 text not null, ran_at timestamptz default now()${columns})`,
      )
      await admin.query(`insert into older.migration values ${values}`)
    })
    return { on, target }
  }

  test('one from before the baseline, whether or not the version that made it is known', async () => {
    const unnamed = await older('', `('0001-keys.sql', 'x')`)
    await expect(migrate(unnamed.target, migrations)).rejects.toMatchObject({
      code: 'schema-older',
      message: expect.stringMatching(
        /`older` was made by an older version of Assured .*\(`0001-keys\.sql`\).*begin anew with another data folder/,
      ),
    })
    const named = await older(', software text', `('0001-keys.sql', 'x', now(), '0.0.9'), ('0143-holds.sql', 'x', now(), '0.1.0')`)
    await expect(migrate(named.target, migrations, { version: '0.1.0' })).rejects.toMatchObject({
      code: 'schema-older',
      message: expect.stringContaining('was made by Assured 0.1.0 in a step that this version does not have (`0143-holds.sql`)'),
    })
    expect(await rolesOf(named.on)).toEqual([])
  })

  test('one made by a step that says something else now', async () => {
    const on = await testDatabase({ with: 'tables' })
    const change = (folder: string) => writeFile(join(folder, names[2] ?? ''), 'select 1;\n')
    await withSteps(change, async (folder) => {
      await expect(migrate(on.target, folder)).rejects.toMatchObject({
        code: 'schema-older',
        message: expect.stringContaining(names[2] ?? ''),
      })
    })
  })
})
