import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { firstPage } from '#gate/work-list.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate } = await testGate(on, await livewest())

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

test('somebody whose work it is not is refused, with the reason, and that is on record', async () => {
  const { person } = await putPerson(on)
  const analyst = await gate.open(colleague('research-analyst'), { activity: 'tenancy-management', person, because: 'case' })
  expect(analyst).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'role-not-in-activity' }] } })
  expect(await pageOfEvidence(on.database, { subject: person })).toMatchObject([{ kind: 'refusal', activity: 'tenancy-management' }])
})
