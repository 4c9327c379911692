import { afterAll, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { openingsOf, pageOfEvidence } from '#evidence/read.ts'
import { personalDetails } from '#records/person/person.ts'
import { rentAccounts } from '#records/rent-account/rent-account.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const { gate, deps, setNow } = await testGate(on, released)
const site = await deskSite({ deps, gate }, released)
afterAll(() => site.close())
const desk = openings({ ...deps, gate })

test('a colleague sees only what their work needs, having said why, and it can be told who looked', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const opening = await desk.begin(officer, {
    person,
    activity: 'tenancy-management',
    reason: 'case',
    reference: 'case 12',
    specialReason: null,
    privateSetting: false,
  })
  if (!opening.ok) throw new Error(JSON.stringify(opening.refusal))
  const opened = await gate.open(officer, { activity: 'tenancy-management', person, because: 'case', opening: opening.id })
  if (!opened.ok) throw new Error('refused')
  expect(await opened.read(personalDetails)).toMatchObject({ ok: true })
  const [visit] = await openingsOf(on.database, person, Temporal.Now.instant().subtract({ hours: 1 }))
  expect(visit).toMatchObject({
    opening: opening.id,
    actor: `colleague:${officer.id}`,
    role: 'housing-officer',
    activity: 'tenancy-management',
    seen: ['personal-details'],
  })
  expect(await desk.namesOf([officer.id])).toEqual(new Map([[officer.id, 'Dee Marsh']]))
})

test('the page of a record puts on record what it shows, under the reason that was given', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const at = await site.as(officer)
  const why = { activity: 'tenancy-management', reason: 'case', reference: 'case 12', specialReason: '' }
  const opened = (await at.send(`/desk/people/${person}/open`, why)).headers.get('location') ?? ''
  expect((await at.open(opened)).html).toContain('Amina')
  const looks = await pageOfEvidence(on.database, { subject: person, kind: 'read', opening: opened.split('/').at(-1) ?? '' })
  const [look] = looks
  expect(looks).toMatchObject([{ actor: `colleague:${officer.id}`, role: 'housing-officer', detail: { because: 'case' } }])
  expect(look?.categories).toEqual(expect.arrayContaining(['personal-details', 'contact-details']))
  expect(look?.categories).not.toContain('call-recordings')
})

test('who looked at a record, in which role and for what, can be told from its page', async () => {
  const { person } = await putPerson(on)
  const name = 'Joan Tully'
  await recordAtDesk(await site.as({ ...colleague('income-officer'), name }), person, 'rent-collection')
  const desk = await site.as(colleague('housing-officer'))
  const { at } = await recordAtDesk(desk, person, 'tenancy-management')
  const { html } = await desk.open(`${at}/who`)
  expect(html).toContain(name)
  expect(html).toContain('Collecting rent')
})

test('the record closes itself after half an hour, and is nobody else’s meanwhile', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const opening = await desk.begin(officer, {
    person,
    activity: 'tenancy-management',
    reason: 'case',
    reference: 'case 12',
    specialReason: null,
    privateSetting: false,
  })
  if (!opening.ok) throw new Error('refused')
  expect(await desk.current(colleague('housing-officer'), opening.id)).toBe(undefined)
  expect(await desk.current(officer, opening.id)).toMatchObject({ reference: 'case 12' })
  setNow(noon.add({ minutes: 31 }))
  expect(await desk.current(officer, opening.id)).toBe(undefined)
  setNow(noon)
})

test('somebody whose work does not need it is refused, and that is on record too', async () => {
  const { person } = await putPerson(on)
  const planner = colleague('repairs-planner')
  const refused = await gate.open(planner, { activity: 'rent-collection', person, because: 'case' })
  expect(refused).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'role-not-in-activity' }] } })
  expect(rentAccounts.category).toBe('rent-account')
  expect(await openingsOf(on.database, person, Temporal.Now.instant().subtract({ hours: 1 }))).toMatchObject([
    { actor: `colleague:${planner.id}`, kinds: ['refusal'] },
  ])
})
