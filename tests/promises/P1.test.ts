import { afterAll, expect, test } from 'vitest'
import { parseRequest } from '#decisions/parse-request.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { exampleSite } from '../web/example-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())

test('what a colleague is shown of somebody is on record with its basis and the clauses of the notice that it rests on', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const { words } = await recordAtDesk(await site.as(officer), person, 'tenancy-management')
  expect(words).toContain('Amina Test')
  const looks = (await pageOfEvidence(on.database, { subject: person, kind: 'read' })).filter(({ outcome }) => outcome === 'permitted')
  expect(looks.length).toBeGreaterThan(0)
  for (const look of looks)
    expect(look).toMatchObject({ basis: 'contract', clauses: expect.arrayContaining(['L4', 'U1']), edition: released.hash })
})

test('a colleague who is refused reads why, what to do and by which clause, and the refusal is on record with its reason', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  // The tenant of a home rents no garage.
  const { status, words } = await recordAtDesk(await site.as(officer), person, 'garage-letting')
  expect(status).toBe(403)
  expect(words).toContain('This is closed to you')
  expect(words).toMatch(/relationship.*\( N2 \)/)
  expect(words).not.toContain('Amina')
  expect(await pageOfEvidence(on.database, { subject: person })).toMatchObject([
    { kind: 'refusal', outcome: 'refused', reasons: ['relationship-not-covered'], clauses: ['N2'], activity: 'garage-letting' },
  ])
})

test('each use that lets somebody see or get something is told to the public, with why and on what basis', async () => {
  const { app } = exampleSite({ editions: { current: () => released, list: () => [], get: () => released } })
  const { body } = await app.inject('/notice')
  for (const { id, title } of released.edition.activities) {
    const row = new RegExp(`<tr[^>]*id="use-${id}".*?</tr>`, 's').exec(body)?.[0]
    expect(row, id).toContain(title)
    expect(row?.replaceAll(/<[^>]*>/g, '').length, id).toBeGreaterThan(200)
  }
})

test('a word that nobody knows is refused, never passed over', async () => {
  const words = { role: 'repairs-planner', act: 'view', activity: 'repairs', categories: ['repairs'] }
  for (const wrong of [
    { role: 'boss' },
    { act: 'peek' },
    { categories: ['gossip'] },
    { relationship: 'friend' },
    { circumstances: ['luck'] },
  ]) {
    expect(parseRequest({ ...words, ...wrong }, today)).toMatchObject({ understood: false, refusal: { outcome: 'refused' } })
  }
  expect(await tested.gate.open(colleague('housing-officer'), { activity: 'repairs', person: 'Amina', because: 'case' })).toMatchObject({
    ok: false,
    why: 'refused',
  })
})
