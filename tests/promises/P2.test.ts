import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { conflictsAbout } from '#duties/conflicts/raise.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { namesOfOpened } from '#gate/find/names-opened.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { noticeRows } from '#notice/public-words.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { person as personType } from '#records/person/person.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'
import { deskSite } from '../web/desk-site.ts'
import { exampleSite } from '../web/example-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)

test('what you told us for one purpose says so, and is refused to work whose own entry does not allow it', async () => {
  const { person } = await putPerson(on)
  const officer = await gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
  if (!officer.ok) throw new Error('refused')
  const values = { happenedAt: noon.toString(), channel: 'visit', direction: 'in', topic: 'A neighbour', summary: 'Told in confidence.' }
  await officer.collect(contactLog, { id: randomUUID(), values, source: 'the-person', collectedAt: noon, clockFrom: null })
  expect(await officer.read(contacts)).toMatchObject({ rows: [{ activity: 'tenancy-management', source: 'the-person' }] })
  // Marketing has no entry for the contact log: it does not compile (tests/types), and the engine and the database refuse it too.
  const seller = gate.workList(colleague('sales-adviser'), { activity: 'selling', because: 'case' })
  const answer = await seller.read(contacts, { after: firstPage, limit: 10 })
  expect(answer.ok ? answer.rows : []).toEqual([])
  const refused = on.database.once(`${on.schema}__marketing`, 'select sealed_contact_log from contact_log')
  await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^database-/) })
})

/** What was noted about a complaint, and who may read it for what. */
const readers = [
  { role: 'complaints-officer', activity: 'complaints-handling', sees: true },
  { role: 'solicitor', activity: 'legal-claims', sees: true },
  { role: 'safeguarding-lead', activity: 'safeguarding', sees: true },
  { role: 'data-protection-officer', activity: 'rights-requests', sees: true },
  { role: 'income-officer', activity: 'rent-collection', sees: false },
  { role: 'income-officer', activity: 'debt-recovery', sees: false },
  { role: 'fraud-investigator', activity: 'fraud-checks', sees: false },
  { role: 'housing-officer', activity: 'tenancy-management', sees: false },
] as const

test.each(readers)(
  'a note about a complaint is read for $activity: $sees, and what stays closed is told and on record',
  async ({ role, activity, sees }) => {
    const { person } = await putPerson(on)
    const officer = await gate.open(colleague('complaints-officer'), { activity: 'complaints-handling', person, because: 'case' })
    if (!officer.ok) throw new Error(JSON.stringify(officer.refusal))
    const id = randomUUID()
    const values = { happenedAt: noon.toString(), channel: 'visit', direction: 'in', topic: 'Complaint', summary: 'About a colleague.' }
    expect(await officer.collect(contactLog, { id, values, source: 'the-person', collectedAt: noon, clockFrom: null })).toEqual({
      ok: true,
    })
    const reader = await gate.open(colleague(role), {
      activity,
      person,
      because: 'case',
      vouched: ['identity-verified', 'special-category-reason'],
    })
    if (!reader.ok) throw new Error(JSON.stringify(reader.refusal))
    const answer = await reader.read(contacts)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    expect(answer.rows.map((row) => row.id)).toEqual(sees ? [id] : [])
    const closed = { outcome: 'refused', reasons: [{ code: 'collected-for-another-activity' }], clauses: ['P2'] }
    expect(answer.otherPurpose).toEqual(sees ? undefined : { items: 1, refusal: closed })
    const told = await pageOfEvidence(on.database, { subject: person, outcome: 'refused' })
    expect(told.map(({ reasons, detail }) => ({ reasons, items: detail.items }))).toEqual(
      sees ? [] : [{ reasons: ['collected-for-another-activity'], items: 1 }],
    )
  },
)

test('what another system says for another purpose, and a name collected for one, stay closed too', async () => {
  const { person } = await putPerson(on)
  const said = async (activity: string, field: string) => {
    const sealed = await deps.keys.seal(person, { table: 'source_conflict', row: person, category: field }, { value: 'Rowan' })
    const text = `insert into source_conflict (record_type, item_id, field, category, activity, person_id, source, said_at, sealed_value)
      values ('person', $1, $2, 'personal-details', $3, $1, 'own-systems', now(), $4)`
    await on.asAdmin((admin) => admin.query(text, [person, field, activity, sealed]))
  }
  await said('complaints-handling', 'firstName')
  await said('tenancy-management', 'lastName')
  const income = colleague('income-officer')
  const reader = await gate.open(income, { activity: 'rent-collection', person, because: 'case' })
  if (!reader.ok) throw new Error(JSON.stringify(reader.refusal))
  expect(await reader.conflicts([personType])).toMatchObject([{ field: 'lastName' }])
  expect(await conflictsAbout(deps, person, 'rent-collection')).toBe(1)
  expect(await conflictsAbout(deps, person, 'complaints-handling')).toBe(2)
  const once = [{ person, activity: 'rent-collection', because: 'case' }] as const
  expect(await namesOfOpened(deps, income, once)).toEqual(['Amina Test'])
  await on.asAdmin((admin) => admin.query(`update person set activity = 'complaints-handling' where id = $1`, [person]))
  expect(await namesOfOpened(deps, income, once)).toEqual([null])
})

test('a recording is not heard for what its purpose is not compatible with, and that is on record', async () => {
  const apart = changed(await livewest(), (edition) => {
    for (const activity of edition.activities) if (activity.id === 'complaints-handling') activity.compatible = []
    return edition
  })
  const theirs = await testGate(on, apart)
  const { person } = await putPerson(on)
  const call = { reference: 'P2-1', direction: 'in', startedAt: '2026-11-20T10:00:00Z', seconds: 3, person } as const
  const taken = await takeInCall({ ...theirs.deps, gate: theirs.gate, ffmpeg: null }, call, inChunks(wavOf(3)))
  const id = taken.taken === 'stored' ? taken.recording : ''
  const asked = { activity: 'complaints-handling', person, because: 'case', vouched: ['private-setting'] } as const
  const hears = async (at: typeof gate) => {
    const opened = await at.open(colleague('complaints-officer'), asked)
    return opened.ok ? opened.hear(callRecordings, { id, from: 0, to: 99 }) : opened
  }
  expect(await hears(gate)).toMatchObject({ ok: true })
  expect(await hears(theirs.gate)).toMatchObject({ why: 'refused', refusal: { reasons: [{ code: 'collected-for-another-activity' }] } })
  const [told] = await pageOfEvidence(on.database, { subject: person, outcome: 'refused' })
  expect(told).toMatchObject({ recordType: 'call-recording', reasons: ['collected-for-another-activity'] })
})

test('the public is told what else each use may look at', async () => {
  const { edition } = await livewest()
  const rows = new Map(noticeRows(edition).map((row) => [row.activity, row.also?.map(({ id }) => id) ?? 'any']))
  expect(rows.get('rent-collection')).toContain('tenancy-management')
  expect(rows.get('rent-collection')).not.toContain('complaints-handling')
  for (const activity of ['rights-requests', 'emergency', 'legal-claims', 'safeguarding']) expect(rows.get(activity)).toBe('any')
})

test('somebody whose work it is not is refused, with the reason, and that is on record', async () => {
  const { person } = await putPerson(on)
  const analyst = await gate.open(colleague('research-analyst'), { activity: 'tenancy-management', person, because: 'case' })
  expect(analyst).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'role-not-in-activity' }] } })
  expect(await pageOfEvidence(on.database, { subject: person })).toMatchObject([{ kind: 'refusal', activity: 'tenancy-management' }])
})

test('the newest of what was collected for something else are neither listed nor compared, and the list is refused on record', async () => {
  const { person } = await putPerson(on)
  const officer = await openTo(gate, colleague('complaints-officer'), { activity: 'complaints-handling', person, because: 'case' })
  const values = { happenedAt: noon.toString(), channel: 'visit', direction: 'in', topic: 'Complaint', summary: 'In confidence.' }
  await officer.collect(contactLog, { id: randomUUID(), values, source: 'the-person', collectedAt: noon, clockFrom: null })
  const income = colleague('income-officer')
  const list = gate.workList(income, { activity: 'rent-collection', because: 'case' })
  const closed = { ok: false, refusal: { reasons: [{ code: 'collected-for-another-activity' }], clauses: ['P2'] } }
  expect(await list.newest(contacts, { collectedFor: 'complaints-handling', limit: 10 })).toMatchObject(closed)
  expect(await pageOfEvidence(on.database, { actor: `colleague:${income.id}` })).toMatchObject([
    { kind: 'refusal', activity: 'rent-collection', reasons: ['collected-for-another-activity'] },
  ])
  const isSame = (row: { readonly summary: string | null }) => row.summary === 'In confidence.'
  const rent = await openTo(gate, income, { activity: 'rent-collection', person, because: 'case' })
  expect(await rent.compare(contacts, isSame)).toEqual({ ok: true, matched: false })
  expect(await officer.compare(contacts, isSame)).toEqual({ ok: true, matched: true })
})

test('the page of a record says how much of it stays closed because it was collected for something else', async () => {
  const site = await deskSite({ deps, gate }, released)
  onTestFinished(() => site.close())
  const { person } = await putPerson(on)
  const officer = await openTo(gate, colleague('complaints-officer'), { activity: 'complaints-handling', person, because: 'case' })
  const values = { happenedAt: noon.toString(), channel: 'visit', direction: 'in', topic: 'Complaint', summary: 'In confidence.' }
  await officer.collect(contactLog, { id: randomUUID(), values, source: 'the-person', collectedAt: noon, clockFrom: null })
  const { words } = await recordAtDesk(await site.as(colleague('income-officer')), person, 'rent-collection')
  expect(words).toContain('1 item is held for another purpose')
  expect(words).not.toContain('In confidence')
})

test('the notice as it is served tells it in the row of each use', async () => {
  const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await app.inject('/notice/uses/table')
  const also = (use: string) => {
    const row = new RegExp(`<tr[^>]*id="use-${use}".*?</tr>`, 's').exec(body)?.[0] ?? ''
    return row.slice(row.indexOf('Also what we collected for:')).replace(/<\/td>.*/s, '')
  }
  const titles = new Map(released.edition.activities.map(({ id, title }) => [id, title.toLowerCase()]))
  for (const { id, compatible } of released.edition.activities.filter(({ compatible }) => compatible.length > 0))
    for (const other of compatible) expect(also(id).toLowerCase(), `${id} ${other}`).toContain(titles.get(other))
  expect(also('rent-collection').toLowerCase()).not.toContain(titles.get('complaints-handling'))
  expect(also('rights-requests')).toContain('any other use')
})
