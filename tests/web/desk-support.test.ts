import { afterAll, describe, expect, test } from 'vitest'
import { supportContact } from '#records/support-contact/support-contact.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { deskSite } from './desk-site.ts'
import { recordAtDesk } from './record-at-desk.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
afterAll(() => site.close())
const worker = colleague('support-worker')

const since = { 'since-day': '1', 'since-month': '10', 'since-year': '2026' }
const service = { organisation: 'Exe Debt Advice', who: 'Morwenna Pascoe', reach: '01632 960177', ...since, cameBack: '' }
const none = {
  'endedOn-day': '',
  'endedOn-month': '',
  'endedOn-year': '',
  'cameBackOn-day': '',
  'cameBackOn-month': '',
  'cameBackOn-year': '',
}
const rows = (person: string) =>
  on.asAdmin((admin) =>
    admin.query<{ id: string; ended: string | null; clock: string | null }>(
      'select id, ended_on::text as ended, clock_from::text as clock from support_contact where person_id = $1',
      [person],
    ),
  )

const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

async function record() {
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const desk = await site.as(worker)
  return { person, desk, ...(await recordAtDesk(desk, person, 'support-signposting')) }
}

describe('a service that works with somebody', () => {
  test('is noted on their record, and what came back later', async () => {
    const { desk, at, person } = await record()
    const added = await desk.send(`${at}/support-contacts/new`, { ...service, ...none })
    expect(added.status).toBe(303)
    const { html } = await desk.open(at)
    for (const said of ['Exe Debt Advice', 'Morwenna Pascoe', '01632 960177']) expect(html).toContain(said)
    const [{ id } = { id: '' }] = await rows(person)
    const one = `${at}/support-contacts/${id}`
    const back = { 'cameBackOn-day': '20', 'cameBackOn-month': '11', 'cameBackOn-year': '2026' }
    expect(
      (
        await desk.send(one, {
          version: versionIn((await desk.open(one)).html),
          ...service,
          ...none,
          ...back,
          cameBack: 'A plan was made.',
        })
      ).status,
    ).toBe(303)
    expect((await desk.open(at)).html).toContain('A plan was made.')
  })

  test('is kept no longer once it ended, and cannot end before it began', async () => {
    const { desk, at, person } = await record()
    const early = { ...none, 'endedOn-day': '30', 'endedOn-month': '9', 'endedOn-year': '2026' }
    expect((await desk.send(`${at}/support-contacts/new`, { ...service, ...early })).status).toBe(422)
    const ended = { ...none, 'endedOn-day': '2', 'endedOn-month': '11', 'endedOn-year': '2026' }
    expect((await desk.send(`${at}/support-contacts/new`, { ...service, ...none })).status).toBe(303)
    const [{ id } = { id: '' }] = await rows(person)
    const one = `${at}/support-contacts/${id}`
    expect((await desk.send(one, { version: versionIn((await desk.open(one)).html), ...service, ...ended })).status).toBe(303)
    expect((await rows(person)).at(0)).toMatchObject({ ended: '2026-11-02', clock: '2026-11-02' })
  })

  test('is not shown for work to which the notice does not give support contacts', async () => {
    const { person, desk } = await record()
    await putItem(on, supportContact, {
      ...{ activity: 'support-signposting', collectedOn: Temporal.PlainDate.from('2026-10-02'), person, keys: tested.deps.keys },
      values: { organisation: 'Exe Debt Advice', since: '2026-10-01', endedOn: null, referralId: null },
    })
    expect((await desk.open(`/desk/people/${person}/open`)).status).toBe(200)
    const income = await site.as(colleague('income-officer'))
    const { words } = await recordAtDesk(income, person, 'rent-collection')
    expect(words).not.toContain('Exe Debt Advice')
  })

  test('is noted from no line of the ledger but a referral that has left', async () => {
    const { desk, at, person } = await record()
    expect((await desk.open(`${at}/support-contacts/new?referral=${person}`)).status).toBe(404)
    expect((await desk.open(`${at}/support-contacts/new?referral=nothing`)).status).toBe(200)
  })
})
