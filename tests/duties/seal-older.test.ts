import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { messageQueue } from '#duties/inbox/queue.ts'
import { sealOlderMessages } from '#duties/inbox/seal-older.ts'
import { firstPage } from '#gate/across.ts'
import { migrate } from '#store/migrate.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { migrations } from '../support/places.ts'

const officer = colleague('data-protection-officer')

/** A database as it was before messages were sealed, with what `fill` puts in, brought up to date. */
async function upgraded(fill: readonly (readonly [string, readonly unknown[]])[]) {
  const on = await testDatabase({ with: 'nothing' })
  const before = await mkdtemp(join(tmpdir(), 'assured-before-'))
  for (const name of await readdir(migrations)) if (name < '0045') await cp(join(migrations, name), join(before, name))
  await migrate(on.target, before)
  await rm(before, { recursive: true })
  await on.asOwner(async (owner) => {
    for (const [text, values] of fill) await owner.query(text, values)
  })
  expect(await migrate(on.target, migrations)).toContain('0045-messages.sql')
  const { parts, gate } = await testGate(on, await livewest())
  const sealed = () => on.asOwner((owner) => sealOlderMessages(owner, parts))
  const tables = () => on.asAdmin((admin) => admin.query(`select from pg_tables where tablename in ('feedback', 'concern')`))
  return { on, parts, sealed, tables, queue: messageQueue({ ...parts, gate }) }
}

test('a database in which nothing was sent yet loses the old tables at once', async () => {
  const { sealed, tables, queue } = await upgraded([])
  expect(await tables()).toEqual([])
  expect(await sealed()).toBe(0)
  expect(await queue.open(officer, firstPage)).toMatchObject({ ok: true, rows: [] })
})

test('what was sent before is all there, under its reference, sealed now, and nothing of it left in plain', async () => {
  const edition = (await livewest()).hash
  const feedback =
    'insert into feedback (id, form_id, reference, about, words, edition, sent_at, answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8)'
  const concern = `insert into concern (id, form_id, reference, words, name, contact, sent_at, acknowledge_by) values ($1, 'f3', 'C-OLD3-OLD3', 'My letter went next door.',
    'Amina Yusuf', 'amina@example.org', '2026-10-03T09:00:00Z', '2026-11-02')`
  const { on, sealed, tables, queue } = await upgraded([
    [feedback, [randomUUID(), 'f1', 'F-OLD1-OLD1', 'how-long', 'What is a tenure?', edition, '2026-10-01T09:00:00Z', null]],
    [feedback, [randomUUID(), 'f2', 'F-OLD2-OLD2', 'notice', 'Too long.', edition, '2026-10-02T09:00:00Z', '2026-10-05T09:00:00Z']],
    [concern, [randomUUID()]],
  ])
  expect(await tables()).toHaveLength(2)
  expect(await Promise.all([sealed(), sealed()])).toEqual(expect.arrayContaining([3, 0]))
  expect(await tables()).toEqual([])
  const stored = await on.asAdmin((admin) => admin.query('select * from message order by sent_at'))
  expect(JSON.stringify(stored)).not.toMatch(/tenure|Too long|next door|Amina|amina/)
  expect(stored.map((row) => [row.reference, row.closed_on, row.clock_from])).toEqual([
    ['F-OLD1-OLD1', null, null],
    ['F-OLD2-OLD2', '2026-10-05', '2026-10-05'],
    ['C-OLD3-OLD3', null, null],
  ])
  const listed = await queue.open(officer, firstPage)
  if (!listed.ok) throw new Error(JSON.stringify(listed.refusal))
  expect(listed.rows.map((row) => row.reference)).toEqual(['F-OLD1-OLD1', 'C-OLD3-OLD3'])
  const looked = await queue.look(officer, listed.rows[1]?.id ?? '')
  expect(looked).toMatchObject({
    says: { rows: [{ words: 'My letter went next door.', answerBy: '2026-11-02', sentAt: '2026-10-03T09:00:00Z' }] },
    names: { rows: [{ name: 'Amina Yusuf' }] },
    contacts: { rows: [{ contact: 'amina@example.org' }] },
  })
})
