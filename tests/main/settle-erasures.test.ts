import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeGate } from '#gate/gate.ts'
import { settleErasures } from '#main/backup/settle-erasures.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, erasures } = await testGate(on, await livewest())

/** A link by which somebody fetches something, as the backup has it. */
async function putLink(): Promise<void> {
  const text = `insert into handover (id, record_type, item_id, activity, role, whose, token_hash, code_hash, bytes, digest, made_at, made_by, ends_at)
    values (gen_random_uuid(), 'rights-answer', gen_random_uuid(), 'rights-requests', 'data-protection-officer', gen_random_uuid(), gen_random_uuid()::text, 'x', 1, 'x', now(), 'Dee Marsh',
      now() + interval '14 days')`
  await on.asAdmin((admin) => admin.query(text))
}
const openLinks = () => on.asAdmin((admin) => admin.query('select from handover where stopped_at is null'))

const sessions = () => on.asAdmin((admin) => admin.query('select id_hash from session'))

test('who was signed in when a backup was made is signed out, and links of then open nothing, though the start ends half-way', async () => {
  await putLink()
  await on.asAdmin((admin) =>
    admin.query(`insert into session (id_hash, sealed, expires_at) values ('x', '{}', now() + interval '1 hour')`),
  )
  const person = randomUUID()
  const place = { table: 'person', row: person, category: 'support-needs' }
  await deps.keys.seal(person, place, { supportNeeds: 'Knock twice' })
  await on.asAdmin((admin) => admin.query('update person_key set made_at = $1', [noon.subtract({ hours: 1 }).toString()]))
  await erasures.note([{ kind: 'key', person }])
  const killed = { ...deps, keys: { ...deps.keys, eraseLeavers: () => Promise.reject(new Error('killed in the sweep')) } }
  await expect(settleErasures(killed, on.target, erasures, undefined)).rejects.toThrow('killed')
  // The next start finds nothing left to erase again, and so nothing to say that the database is an old one.
  expect((await settleErasures(deps, on.target, erasures, undefined)).replayed).toEqual({ keys: 0, items: 0, left: 0 })
  expect(await sessions()).toEqual([])
  expect(await openLinks()).toEqual([])
})

test('a start at which nothing was put back leaves links as they are', async () => {
  await putLink()
  await settleErasures(deps, on.target, erasures, undefined)
  expect(await openLinks()).toHaveLength(1)
})

test('an erasure that could not be noted is told to nobody as done, and noted at the next start', async () => {
  const { person } = await putPerson(on)
  const noting = { ...erasures, note: () => Promise.reject(new Error('the disk is full')) }
  const opened = await makeGate({ ...deps, erasures: noting }).open(colleague('housing-officer'), {
    activity: 'tenancy-management',
    person,
    because: 'case',
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const id = randomUUID()
  const values = { contactType: 'phone', value: '01392 555 0101' }
  await opened.collect(contactDetail, { id, values, source: 'the-person', collectedAt: noon, clockFrom: null })
  const before = await erasures.read()
  await expect(opened.erase(contactDetail, id)).rejects.toThrow('the disk is full')
  expect(await erasures.read()).toEqual(before)
  await settleErasures(deps, on.target, erasures, undefined)
  const after = await erasures.read()
  expect(after.slice(before.length)).toMatchObject([{ kind: 'item', type: 'contact-detail', id }])
  // Once noted it is looked at and left at every start after.
  await settleErasures(deps, on.target, erasures, undefined)
  expect(await erasures.read()).toEqual(after)
})
