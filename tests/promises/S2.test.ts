import { expect, test } from 'vitest'
import { noteContact } from '#duties/contacts/note.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putIdentityCheck, putPerson } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())

test.each(['the-person', 'household'] as const)('a contact is noted with who it was: %s', async (who) => {
  const { person } = await putPerson(on)
  const adviser = colleague('customer-service-adviser')
  await putIdentityCheck(on, person, adviser.id)
  const opened = await gate.open(adviser, { activity: 'contact-handling', person, because: 'call' })
  if (!opened.ok) throw new Error('refused')
  const said = { topic: 'Repair', summary: 'The boiler shows F28.', promise: null, how: 'telephone' } as const
  const noted = await noteContact(deps, opened, adviser, { ...said, who }, { reason: 'call', call: null })
  if (!noted.ok) throw new Error(noted.why)
  expect(await opened.read(contacts, noted.note)).toMatchObject({ rows: [{ source: who, summary: 'The boiler shows F28.' }] })
})

test('a contact with somebody whom the notice does not list as a source of the activity is refused', async () => {
  const { person } = await putPerson(on)
  const adviser = colleague('customer-service-adviser')
  await putIdentityCheck(on, person, adviser.id)
  const opened = await gate.open(adviser, { activity: 'contact-handling', person, because: 'call' })
  if (!opened.ok) throw new Error('refused')
  const said = { topic: 'Neighbour', summary: null, promise: null, how: 'telephone', who: 'neighbour' } as const
  expect(await noteContact(deps, opened, adviser, said, { reason: 'call', call: null })).toMatchObject({ ok: false, why: 'refused' })
})
