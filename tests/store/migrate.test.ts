import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sealOlderWords } from '#duties/words/seal-older.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { migrate } from '#store/migrate.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { putConsent, putContactDetail, putHold, putPerson, putRecording } from '../support/people.ts'
import { migrations } from '../support/places.ts'

const names = (await readdir(migrations)).filter((name) => name.endsWith('.sql')).toSorted()
/** The first that has every table which is filled here. */
const withRecords = '0021'

/** A folder with those migrations alone that had been written by then. */
async function asOf(last: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-as-of-'))
  for (const name of names) if (name <= last) await cp(join(migrations, name), join(folder, name))
  return folder
}

/** Everything in the catalogue that a statement could tell apart. */
async function shapeOf(on: TestDatabase) {
  return on.asAdmin(async (admin) => ({
    columns: await admin.query(
      `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
        where table_schema = $1 order by table_name, column_name`,
      [on.schema],
    ),
    indexes: await admin.query('select tablename, indexdef from pg_indexes where schemaname = $1 order by indexname', [on.schema]),
    constraints: await admin.query(
      `select conrelid::regclass::text as of, conname, pg_get_constraintdef(oid) as says from pg_constraint
        where connamespace = $1::regnamespace order by 1, 2`,
      [on.schema],
    ),
    views: await admin.query('select viewname, definition from pg_views where schemaname = $1 order by 1', [on.schema]),
  }))
}

const filled = ['person', 'asset', 'tenure', 'household_member', 'contact_detail', 'call_recording', 'consent', 'hold']

async function rowsOf(on: TestDatabase): Promise<ReadonlyMap<string, readonly Record<string, unknown>[]>> {
  return on.asAdmin(
    async (admin) => new Map(await Promise.all(filled.map(async (t) => [t, await admin.query(`select * from ${t}`)] as const))),
  )
}

test('a database with people in it is brought up to date one step after another, and loses nothing', async () => {
  const on = await testDatabase({ with: 'nothing' })
  const steps = names.filter((name) => name > withRecords)
  const first = await asOf(withRecords)
  await migrate(on.target, first)
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const recording = await putRecording(on, person, '2026-10-02')
  await putHold(on, person, 'call-recording', recording)
  await putConsent(on, person, { answer: 'given', answeredAt: '2026-01-05T09:00:00Z', ended: null })
  const before = await rowsOf(on)
  expect([...before.values()].every((rows) => rows.length > 0)).toBe(true)
  for (const step of steps) {
    const folder = await asOf(step)
    expect(await migrate(on.target, folder)).toEqual([step])
    await rm(folder, { recursive: true })
  }
  await rm(first, { recursive: true })
  // What stood in plain and is sealed now is sealed at the start that follows.
  const { parts } = await testGate(on, await livewest())
  await sealOlderWords(on.target, parts, everyRecordType)
  const stays = (row: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !/^sealed_|^(source_reason|reason|wording|how)$/.test(column)))
  for (const [table, rows] of await rowsOf(on)) expect(rows, table).toMatchObject((before.get(table) ?? []).map(stays))
  expect(await migrate(on.target, migrations)).toEqual([])
  // An empty one ends the same.
  expect(await shapeOf(on)).toEqual(await shapeOf(await testDatabase()))
}, 180_000)
