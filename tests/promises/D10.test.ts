import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { addToContact } from '#duties/contacts/amend.ts'
import { noteContact } from '#duties/contacts/note.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { wholePack } from '../support/pack.ts'
import { putIdentityCheck, putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)

const values = { happenedAt: noon.toString(), channel: 'visit', direction: 'in', topic: 'Damp', summary: 'The bedroom wall is damp.' }

heldAs('D10', tested, {
  category: 'contact-log',
  type: 'contact-log',
  labels: ['When', 'How', 'About', 'What was said'],
  put: async () => {
    const { person } = await putPerson(on)
    const opened = await tested.gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
    if (!opened.ok) throw new Error('refused')
    await opened.collect(contactLog, { id: randomUUID(), values: values, source: 'the-person', collectedAt: noon, clockFrom: null })
    return person
  },
})

test('an adviser notes a call on the record that they read, and the person’s copy has it with what was promised and added', async () => {
  const { deps, gate } = tested
  const { person } = await putPerson(on)
  const adviser = colleague('customer-service-adviser')
  await putIdentityCheck(on, person, adviser.id)
  const opened = await gate.open(adviser, { activity: 'contact-handling', person, because: 'call' })
  if (!opened.ok) throw new Error('refused')
  const said = { topic: 'Rent', summary: 'Asked what I owe.', promise: { what: 'Send a statement', by: today.add({ days: 2 }) } }
  const from = { reason: 'call', call: { reference: 'PBX-4712', recording: randomUUID() } } as const
  const noted = await noteContact(deps, opened, adviser, { ...said, how: 'telephone', who: 'the-person' }, from)
  if (!noted.ok) throw new Error(noted.why)
  const [asRead] = await opened.read(contacts, noted.note).then((answer) => (answer.ok ? answer.rows : []))
  if (asRead === undefined) throw new Error('it was not noted')
  expect(await addToContact(deps, opened, adviser, asRead, 'sent')).toMatchObject({ ok: true })
  const pack = await wholePack(gate, colleague('data-protection-officer'), person)
  if (!pack.ok) throw new Error('no pack')
  const items = pack.sections.find(({ type }) => type === 'contact-log')?.items.map(({ values }) => values) ?? []
  const call = {
    Kind: 'contact',
    How: 'telephone',
    'Call reference': 'PBX-4712',
    'Identity check': 'checked',
    'Promised for': '2026-11-25',
  }
  expect(items).toContainEqual(expect.objectContaining({ ...call, 'What was said': 'Asked what I owe.' }))
  expect(items).toHaveLength(2)
})

test('what a colleague notes where they read the record stands on it, and what was promised waits for them', async () => {
  const site = await deskSite(tested, released)
  onTestFinished(() => site.close())
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const desk = await site.as(officer)
  const { at } = await recordAtDesk(desk, person, 'tenancy-management')
  const by = { promised: 'Look at the wall', 'promisedBy-day': '26', 'promisedBy-month': '11', 'promisedBy-year': '2026' }
  const note = { topic: 'Rent', summary: 'The bedroom wall is damp.', how: 'letter', who: 'the-person' }
  expect((await desk.send(at, { ...note, ...by }, `${at}/contacts`)).status).toBe(303)
  const { words } = await recordAtDesk(desk, person, 'tenancy-management')
  for (const told of ['Rent', 'The bedroom wall is damp.', 'Letter', 'Look at the wall', officer.name]) expect(words).toContain(told)
  const waiting = await tasks(tested.deps).waiting(officer, null)
  expect(waiting.map(({ person: whose, dueOn }) => [whose, dueOn.toString()])).toEqual([[person, '2026-11-26']])
  // To whoever has other work it stays closed.
  const other = await recordAtDesk(await site.as(colleague('research-analyst')), person, 'research')
  expect(other.words).not.toContain('bedroom wall')
})
