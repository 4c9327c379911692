import { expect, test } from 'vitest'
import { noteContact } from '#duties/contacts/note.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const { deps, gate } = await testGate(on, await livewest())

test('all that is held about somebody is gathered, what is left out says why, and where nobody looked is told', async () => {
  const { person } = await putPerson(on)
  const other = await putPerson(on)
  await putRecording(on, person, '2026-11-02')
  await putRecording(on, other.person, '2026-11-03')
  const pack = await wholePack(gate, colleague('data-protection-officer'), person)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  const recordings = pack.sections.filter(({ type }) => type === 'call-recording').flatMap(({ items }) => items)
  expect(recordings.length).toBeGreaterThan(0)
  expect(pack.items['call-recording']).toBe(1)
  expect(pack.searched.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['person', 'contact-detail', 'rent-account', 'contact-log', 'hold']),
  )
  // No kind of record is passed over in silence.
  const told = new Set([...pack.searched.map(({ type }) => type), ...pack.withheld.map(({ type }) => type)])
  const unsearched = new Set(pack.notSearched.map(({ what }) => what))
  expect(everyRecordType.filter(({ name, title }) => !told.has(name) && !unsearched.has(title.many)).map(({ name }) => name)).toEqual([])
  for (const { reason } of pack.withheld) expect(reason).toMatch(/\S/)
  for (const { why } of pack.notSearched) expect(why).toMatch(/\S/)
  expect(pack.notSearched.length).toBeGreaterThan(0)
})

test('what is left out of an item has its reason, and who searched for whom is on record', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const opened = await openTo(gate, officer, { activity: 'tenancy-management', person, because: 'case' })
  const said = { topic: 'Rent', summary: 'Asked what I owe.', promise: null, how: 'telephone', who: 'the-person' } as const
  expect(await noteContact(deps, opened, officer, said, { reason: 'case', call: null })).toMatchObject({ ok: true })
  const team = colleague('data-protection-officer')
  const pack = await wholePack(gate, team, person)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  const [contact] = pack.sections.find(({ type }) => type === 'contact-log')?.items ?? []
  expect(contact?.values).toMatchObject({ 'What was said': 'Asked what I owe.' })
  expect(JSON.stringify(contact)).not.toContain(officer.name)
  const reason = expect.stringContaining('It names who took it down')
  expect(pack.withheld).toContainEqual({ type: 'contact-log', count: 1, reason })
  const searched = await pageOfEvidence(on.database, { actor: `colleague:${team.id}`, kind: 'read' })
  expect(searched.length).toBeGreaterThan(0)
  for (const entry of searched) expect(entry).toMatchObject({ subject: person, activity: 'rights-requests', basis: 'legal-obligation' })
  const categories = searched.flatMap((entry) => entry.categories)
  expect(categories).toEqual(expect.arrayContaining(['personal-details', 'contact-log', 'rent-account', 'call-recordings']))
})

test('only the data protection team gathers it', async () => {
  const { person } = await putPerson(on)
  expect(await wholePack(gate, colleague('housing-officer'), person)).toMatchObject({ ok: false, why: 'refused' })
})
