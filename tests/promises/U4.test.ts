import { afterAll, expect, test } from 'vitest'
import { tasks } from '#duties/tasks/tasks.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { rentEntries } from '#records/rent-entry/rent-entry.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putAccount, putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())

async function owing(): Promise<string> {
  const { person, tenure } = await putPerson(on)
  await putAccount(on, tenure, { activity: 'rent-collection', yearEnded: '2027-03-31' })
  return person
}

test('the income officer sees what is owed in order to recover it, and that they looked for that is on record', async () => {
  const person = await owing()
  const officer = colleague('income-officer')
  const { words } = await recordAtDesk(await site.as(officer), person, 'debt-recovery')
  expect(words).toContain('£1.00 is owed.')
  const looks = await pageOfEvidence(on.database, { subject: person, kind: 'read' })
  expect(looks.length).toBeGreaterThan(0)
  for (const look of looks) expect(look).toMatchObject({ actor: `colleague:${officer.id}`, activity: 'debt-recovery', basis: 'contract' })
  expect(looks.flatMap(({ categories }) => categories)).toContain('rent-account')
})

test('what is agreed about paying it back is noted on the record, and waits for the day that was promised', async () => {
  const person = await owing()
  const desk = await site.as(colleague('income-officer'))
  const { at } = await recordAtDesk(desk, person, 'debt-recovery')
  const promise = { promised: 'Look whether 20 pounds came', 'promisedBy-day': '27', 'promisedBy-month': '11', 'promisedBy-year': '2026' }
  const note = { topic: 'Rent', summary: 'Pays 20 pounds a month.', how: 'telephone', who: 'the-person' }
  expect((await desk.send(at, { ...note, ...promise }, `${at}/contacts`)).status).toBe(303)
  expect((await desk.open(at)).html).toContain('Pays 20 pounds a month.')
  const waiting = await tasks(tested.deps).waiting(colleague('income-officer'), null)
  expect(waiting.map(({ person: whose, dueOn }) => [whose, dueOn.toString()])).toEqual([[person, '2026-11-27']])
})

test('a solicitor sees the debt that goes to court; housing officers and support workers do not work on it', async () => {
  const asked = { activity: 'debt-recovery', person: await owing(), because: 'case' } as const
  expect(await (await openTo(tested.gate, colleague('solicitor'), asked)).read(rentEntries)).toMatchObject({ rows: [{ pence: 100 }] })
  for (const role of ['housing-officer', 'support-worker'] as const)
    expect(await tested.gate.open(colleague(role), asked), role).toMatchObject({ ok: false, why: 'refused' })
})
