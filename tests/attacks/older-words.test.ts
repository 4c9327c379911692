import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { sealOlderWords } from '#duties/words/seal-older.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { rentEntries } from '#records/rent-entry/rent-entry.ts'
import { newClient } from '#store/client.ts'
import { migrate } from '#store/migrate.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putAccount, putPerson } from '../support/people.ts'
import { migrations } from '../support/places.ts'
import { planted } from '../support/planted.ts'

const officer = colleague('housing-officer')
const words = planted()

/** A database as it was when these words stood in plain, with a person of whom there are some, and one who is gone. */
async function older() {
  const on = await testDatabase({ with: 'nothing' })
  const before = await mkdtemp(join(tmpdir(), 'assured-before-'))
  for (const name of await readdir(migrations)) if (name < '0125') await cp(join(migrations, name), join(before, name))
  await migrate(on.target, before)
  await rm(before, { recursive: true })
  const ids = await putPerson(on)
  const { entry } = await putAccount(on, ids.tenure, { activity: 'rent-collection', yearEnded: '2026-03-31' })
  const [contact, opening, ofNobody] = [randomUUID(), randomUUID(), randomUUID()]
  await on.asOwner(async (owner) => {
    await owner.query(
      `insert into contact_log (id, activity, source, source_reason, collected_at, edition, person_id, happened_at, channel, direction, topic)
        values ($1, 'tenancy-management', 'other', $3, now(), 'test', $2, now(), 'letter', 'in', $4)`,
      [contact, ids.person, words.word('source reason'), words.word('topic')],
    )
    await owner.query('update rent_entry set words = $2 where id = $1', [entry, words.word('rent entry')])
    for (const [id, person] of [
      [opening, ids.person],
      [ofNobody, randomUUID()],
    ])
      await owner.query(
        `insert into opening (id, person_id, colleague, colleague_name, role, activity, reason, reference, special_reason, opened_at, closes_at)
          values ($1, $2, $3, 'Dee', 'housing-officer', 'tenancy-management', 'case', $4, $5, $6, $6::timestamptz + interval '20 minutes')`,
        [id, person, officer.id, words.word('reference'), words.word('special reason'), noon.toString()],
      )
  })
  return { on, ...ids, entry, contact, opening, ofNobody }
}

test('words that stood in plain before are sealed at the start that follows, and no page of the database has them any more', async () => {
  const { on, person, contact, opening, ofNobody } = await older()
  const [row] = await on.asAdmin((admin) => admin.query('select oid from pg_database where datname = current_database()'))
  const pages = join(inject('data'), 'postgres', 'base', String(row?.oid))
  const checkpoint = async () => {
    const client = newClient(on.target.admin)
    await client.connect()
    await client.query('checkpoint')
    await client.end()
  }
  await checkpoint()
  expect((await words.foundIn(pages)).length).toBeGreaterThan(4)
  await migrate(on.target, migrations)
  const { parts, gate } = await testGate(on, await livewest())
  expect(await sealOlderWords(on.target, parts, everyRecordType)).toBe(3)
  expect(await sealOlderWords(on.target, parts, everyRecordType)).toBe(0)
  await checkpoint()
  expect(await words.foundIn(pages)).toEqual([])

  const opened = await gate.open(officer, { activity: 'tenancy-management', person, because: 'case' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  expect(await opened.read(contacts, contact)).toMatchObject({ rows: [{ topic: expect.stringMatching(/^Q/), source: 'other' }] })
  const money = await gate.open(colleague('income-officer'), { activity: 'rent-collection', person, because: 'case' })
  if (!money.ok) throw new Error(JSON.stringify(money.refusal))
  expect(await money.read(rentEntries)).toMatchObject({ rows: [{ words: expect.stringMatching(/^Q/) }] })
  const kept = openings({ ...parts, gate })
  expect(await kept.standing(officer, opening)).toMatchObject({
    reference: expect.stringMatching(/^Q/),
    specialReason: expect.stringMatching(/^Q/),
  })
  expect(await kept.standing(officer, ofNobody)).toBe(undefined)
}, 240_000)

test('words that are sealed are on record, though the start that sealed them was killed half-way', async () => {
  const { on, entry } = await older()
  const rows = 6500
  await on.asOwner((owner) =>
    owner.query(
      `insert into rent_entry select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from rent_entry e, generate_series(1, $2)
        where e.id = $1`,
      [entry, rows],
    ),
  )
  await migrate(on.target, migrations)
  const { parts } = await testGate(on, await livewest())
  let left = 4500
  const seal: typeof parts.keys.seal = (...asked) => {
    left -= asked[1].table === 'rent_entry' ? 1 : 0
    return left < 0 ? Promise.reject(new Error('killed')) : parts.keys.seal(...asked)
  }
  await expect(sealOlderWords(on.target, { ...parts, keys: { ...parts.keys, seal } }, everyRecordType)).rejects.toThrow('killed')
  await sealOlderWords(on.target, parts, everyRecordType)
  const [told] = await on.asOwner((owner) =>
    owner.query(`select sum((detail->>'items')::int)::int as items from evidence where actor = 'system:upgrade' and act = 'collect'`),
  )
  // Beside them a contact and an opening.
  expect(told).toEqual({ items: rows + 3 })
}, 240_000)
