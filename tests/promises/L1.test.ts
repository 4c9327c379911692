import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { promiseStates } from '#duties/promises/promise-states.ts'
import { insertEvidence } from '#evidence/append.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { find } from '#gate/find/find.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { collectMany } from '#gate/write/collect-many.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const { gate, deps } = await testGate(on, released)
const site = await deskSite({ deps, gate }, released)
afterAll(() => site.close())

const note = { happenedAt: noon.toString(), topic: 'Hours' }

const state = async () => (await promiseStates({ ...deps, tests: new Map() })).find(({ clause }) => clause === 'L1')

test('whatever is done with somebody’s record, the record of it names the basis that the notice gives for that use', async () => {
  const { person } = await putPerson(on)
  const officer = colleague('housing-officer')
  const asked = { activity: 'tenancy-management', person, because: 'case' } as const
  const opened = await gate.open(officer, asked)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const id = randomUUID()
  const values = { contactType: 'phone', value: '01392 555 0101' }
  expect(await opened.collect(contactDetail, { id, values, source: 'the-person', collectedAt: noon, clockFrom: null })).toEqual({
    ok: true,
  })
  expect(await opened.read(contactDetails)).toMatchObject({ rows: [{ id }] })
  expect(await opened.compare(contactDetails, () => true)).toMatchObject({ ok: true })
  expect(await opened.erase(contactDetail, id)).toEqual({ ok: true })
  expect(await find(deps, officer, 'tenancy-management', 'Amina')).toMatchObject({ ok: true })
  expect(await gate.workList(officer, asked).read(contacts, { after: firstPage, limit: 10 })).toMatchObject({ ok: true })
  const acts = await pageOfEvidence(on.database, { actor: `colleague:${officer.id}` })
  expect(acts.length).toBeGreaterThan(5)
  expect(acts.map(({ kind, act, outcome, basis }) => ({ kind, act, outcome, basis }))).toEqual(
    acts.map(({ kind, act }) => ({ kind, act, outcome: 'permitted', basis: 'contract' })),
  )
  // Another use of the same person's record rests on a basis of its own.
  const team = colleague('data-protection-officer')
  const other = await gate.open(team, { ...asked, activity: 'rights-requests' })
  expect(other.ok && (await other.read(contactDetails))).toMatchObject({ ok: true })
  expect(await pageOfEvidence(on.database, { actor: `colleague:${team.id}` })).toMatchObject([{ basis: 'legal-obligation' }])
  expect(await state()).toMatchObject({ state: 'kept', evidence: 'Every permitted use on record names its basis.' })
})

test('what is done for many at once, some of whom the agreement serves and others a weighed interest, names no one basis as that of all', async () => {
  await putPerson(on)
  const adviser = colleague('customer-service-adviser')
  const asked = { activity: 'contact-handling', because: 'case' } as const
  // A list shows no account before each of them has shown who they are: what is refused rested on several too.
  await gate.workList(adviser, asked).read(contacts, { after: firstPage, limit: 10 })
  expect(await find(deps, adviser, 'identity-verification', 'Amina')).toMatchObject({ ok: true })
  const items = [{ id: randomUUID(), person: (await putPerson(on)).person, values: note, collectedAt: noon, clockFrom: null }]
  expect(await collectMany(deps, adviser, 'contact-handling', [{ type: contactLog, source: 'colleague', items }])).toMatchObject({
    ok: true,
  })
  const acts = await pageOfEvidence(on.database, { actor: `colleague:${adviser.id}` })
  expect(acts.map(({ kind, basis }) => [kind, basis])).toEqual([
    ['import', 'several'],
    ['search', 'several'],
    ['refusal', 'several'],
  ])
  // Where it is about one person, their own basis is named.
  const { person } = await putPerson(on)
  const opened = await gate.open(adviser, { ...asked, person, vouched: ['identity-verified'] })
  expect(opened.ok && (await opened.read(contacts))).toMatchObject({ ok: true })
  const [look] = await pageOfEvidence(on.database, { subject: person, kind: 'read' })
  expect(look?.basis).toMatch(/^(contract|legitimate-interests)$/)
})

test('what no basis lets a colleague see is not shown, and a use that the notice does not have opens nothing', async () => {
  const { person } = await putPerson(on)
  const opened = await gate.open(colleague('housing-officer'), { activity: 'letting', person, because: 'case' })
  expect(opened.ok ? await opened.read(contacts) : opened).toMatchObject({ ok: false, why: 'refused' })
  const desk = await site.as(colleague('housing-officer'))
  const answer = await desk.send(`/desk/people/${person}/open`, { activity: 'curiosity', reason: 'case', reference: '', specialReason: '' })
  expect(answer.status).toBe(400)
  expect(await on.asAdmin((admin) => admin.query('select from opening where person_id = $1', [person]))).toEqual([])
})

test('a use without a basis would stand on the page of the promises as one that is broken', async () => {
  const entry = {
    kind: 'read',
    actor: `colleague:${randomUUID()}`,
    role: 'housing-officer',
    activity: 'tenancy-management',
    act: 'view',
    subject: randomUUID(),
    recordType: 'person',
    categories: ['personal-details'],
    outcome: 'permitted',
    reasons: [],
    basis: null,
    clauses: ['L4'],
    edition: released.hash,
    opening: null,
    detail: {},
  } as const
  await on.database.transaction(roleName(on.schema, 'machinery'), (session) => insertEvidence(session, [entry]))
  expect(await state()).toMatchObject({ state: 'broken', evidence: '1 use without a basis.' })
})
