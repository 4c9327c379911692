import { afterAll, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { contacts } from '#records/contact-log/contact-log.ts'
import { tenures } from '#records/tenure/tenure.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, openTo, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { gate } = tested
const site = await deskSite(tested, released)
afterAll(() => site.close())

const managing = [
  ['letting', 'lettings-officer', 'Secure', 'income-officer'],
  ['selling', 'sales-adviser', 'Shared ownership', 'repairs-planner'],
  ['tenancy-management', 'housing-officer', 'Secure', 'marketing-officer'],
  ['anti-social-behaviour', 'anti-social-behaviour-officer', 'Secure', 'income-officer'],
] as const

test.each(managing)(
  'for %s a %s sees the tenancy or lease, and a colleague with other work does not',
  async (activity, role, tenureType, other) => {
    const { person, tenure } = await putPerson(on, { tenureType })
    const who = colleague(role)
    const opened = await openTo(gate, who, { activity, person, because: 'case' })
    expect(await opened.read(tenures)).toMatchObject({ rows: [{ id: tenure, tenureType, paymentReference: '204417', endedOn: null }] })
    expect(await pageOfEvidence(on.database, { actor: `colleague:${who.id}` })).toMatchObject([
      { activity, role, clauses: expect.arrayContaining([activity === 'anti-social-behaviour' ? 'R1' : 'U1']) },
    ])
    expect(await gate.open(colleague(other), { activity, person, because: 'case' })).toMatchObject({ ok: false, why: 'refused' })
  },
)

test('the tenancy stands on the page of the record that the housing officer opens, with its home and who lives there', async () => {
  const { person } = await putPerson(on)
  const { words } = await recordAtDesk(await site.as(colleague('housing-officer')), person, 'tenancy-management')
  expect(words).toMatch(/Tenancy or lease .*Secure/)
  expect(words).toContain('6 Alder Court')
  expect(words).toMatch(/204417.*1 April 2010|1 April 2010.*204417/)
})

test('what a colleague notes about nuisance is theirs to follow, and the income team does not read it', async () => {
  const { person } = await putPerson(on)
  const desk = await site.as(colleague('anti-social-behaviour-officer'))
  const { at } = await recordAtDesk(desk, person, 'anti-social-behaviour')
  const noted = await desk.send(
    at,
    { topic: 'Something else', summary: 'Loud music on three nights.', how: 'telephone', who: 'the-person' },
    `${at}/contacts`,
  )
  expect(noted.status).toBe(303)
  const read = async (role: 'anti-social-behaviour-officer' | 'income-officer', activity: 'anti-social-behaviour' | 'rent-collection') => {
    const answer = await (await openTo(gate, colleague(role), { activity, person, because: 'case' })).read(contacts)
    return answer.ok ? answer.rows.map(({ summary }) => summary) : answer.why
  }
  expect(await read('anti-social-behaviour-officer', 'anti-social-behaviour')).toEqual(['Loud music on three nights.'])
  expect(await read('income-officer', 'rent-collection')).toEqual([])
})
