import { expect, test } from 'vitest'
import { noteContact } from '#duties/contacts/note.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putIdentityCheck, putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

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

test('a colleague at the desk says whom they spoke with, and a stranger’s words are not the person’s', async () => {
  const released = await livewest()
  const site = await deskSite({ deps, gate }, released)
  const officer = await site.as(colleague('housing-officer'))
  const noted = async (why: { readonly reason: string }, who: string) => {
    const { person } = await putPerson(on)
    const { at } = await recordAtDesk(officer, person, 'tenancy-management', why)
    const note = { topic: 'Rent', summary: 'Asked what is owed.', how: 'telephone', who }
    expect((await officer.send(at, note, `${at}/contacts`)).status).toBe(303)
    const [row] = await on.asAdmin((admin) => admin.query('select source from contact_log where person_id = $1', [person]))
    return row?.source
  }
  expect(await noted({ reason: 'case' }, 'the-person')).toBe('the-person')
  expect(await noted({ reason: 'case' }, 'household')).toBe('household')
  // Nobody checked who rang.
  expect(await noted({ reason: 'call' }, 'the-person')).toBe('colleague')
  await site.close()
})
