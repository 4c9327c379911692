import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { parseRequest } from '#decisions/parse-request.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import type { Colleague } from '#gate/judge.ts'
import { basesInLaw } from '#law/bases.ts'
import { callRecordings } from '#records/call-recording/call-recording.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { supportNeeds } from '#records/person/person.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { inChunks, wavOf } from '../support/sound.ts'
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
  const { body } = await app.inject('/notice/uses/table')
  for (const { id, title, why, basis } of released.edition.activities) {
    const row = new RegExp(`<tr[^>]*id="use-${id}".*?</tr>`, 's').exec(body)?.[0].replaceAll('&amp;', '&')
    for (const told of [title, why, basesInLaw[basis].label]) expect(row, id).toContain(told)
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

/** A number of things that are refused to somebody: opening, looking, listening, storing, handing on. */
const refusals = [
  {
    what: 'opening a record',
    by: 'marketing-officer',
    reason: 'role-not-in-activity',
    asks: async (who: Colleague, person: string) => tested.gate.open(who, { activity: 'tenancy-management', person, because: 'case' }),
  },
  {
    what: 'looking at a need for support without a reason for it',
    by: 'housing-officer',
    reason: 'lacks-special-category-reason',
    asks: async (who: Colleague, person: string) =>
      (await openTo(tested.gate, who, { activity: 'tenancy-management', person, because: 'case' })).read(supportNeeds),
  },
  {
    what: 'listening to a call that one took',
    by: 'customer-service-adviser',
    reason: 'act-closed-to-role',
    asks: async (who: Colleague, person: string) => {
      const call = { reference: person, direction: 'in', startedAt: '2026-11-20T10:00:00Z', seconds: 3, person } as const
      const taken = await takeInCall({ ...tested.deps, gate: tested.gate, ffmpeg: null }, call, inChunks(wavOf(3)))
      const opened = await openTo(tested.gate, who, { activity: 'call-recording', person, because: 'case', vouched: ['private-setting'] })
      return opened.hear(callRecordings, { id: taken.taken === 'stored' ? taken.recording : '', from: 0, to: 99 })
    },
  },
  {
    what: 'writing into a record that one may only read',
    by: 'team-leader',
    reason: 'act-closed-to-role',
    asks: async (who: Colleague, person: string) => {
      const values = { happenedAt: noon.toString(), channel: 'visit', direction: 'in', topic: 'Rent', summary: 'Words' }
      const item = { id: randomUUID(), values, source: 'colleague', collectedAt: noon, clockFrom: null } as const
      return (await openTo(tested.gate, who, { activity: 'complaints-handling', person, because: 'case' })).collect(contactLog, item)
    },
  },
  {
    what: 'handing something on to somebody whom the notice does not name',
    by: 'anti-social-behaviour-officer',
    reason: 'recipient-not-in-activity',
    asks: async (who: Colleague, person: string) =>
      (await openTo(tested.gate, who, { activity: 'crime-prevention', person, because: 'case' })).share({
        ...{ type: 'person', category: 'personal-details', recipient: 'housing-ombudsman', given: [], detail: {} },
      }),
  },
] as const

test.each(refusals)('$what is refused with its reason, and that is on record by whom, for what and why', async ({ by, reason, asks }) => {
  const { person } = await putPerson(on)
  const who = colleague(by)
  expect(await asks(who, person)).toMatchObject({ ok: false, why: 'refused', refusal: { reasons: [{ code: reason }] } })
  const refused = await pageOfEvidence(on.database, { subject: person, actor: `colleague:${who.id}`, outcome: 'refused' })
  expect(refused).toMatchObject([{ kind: 'refusal', role: by, reasons: [reason], edition: released.hash }])
  expect(refused[0]?.clauses.length).toBeGreaterThan(0)
})
