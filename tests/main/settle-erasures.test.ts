import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { settleErasures } from '#main/settle-erasures.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

const on = await testDatabase()
const { parts, erasures } = await testGate(on, await livewest())

const sessions = () => on.asAdmin((admin) => admin.query('select id_hash from session'))

test('who was signed in when a backup was made is signed out, though the start ends half-way', async () => {
  await on.asAdmin((admin) =>
    admin.query(`insert into session (id_hash, content, expires_at) values ('x', '{}', now() + interval '1 hour')`),
  )
  const person = randomUUID()
  const place = { table: 'person', row: person, category: 'support-needs' }
  await parts.keys.seal(person, place, { supportNeeds: 'Knock twice' })
  await on.asAdmin((admin) => admin.query('update person_key set made_at = $1', [noon.subtract({ hours: 1 }).toString()]))
  await erasures.note([{ kind: 'key', person }])
  const killed = { ...parts, keys: { ...parts.keys, eraseLeavers: () => Promise.reject(new Error('killed in the sweep')) } }
  await expect(settleErasures(killed, on.target, erasures, undefined)).rejects.toThrow('killed')
  // The next start finds nothing left to erase again, and so nothing to say that the database is an old one.
  expect((await settleErasures(parts, on.target, erasures, undefined)).replayed).toEqual({ keys: 0, items: 0, left: 0 })
  expect(await sessions()).toEqual([])
})
