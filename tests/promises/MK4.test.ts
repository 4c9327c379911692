import { afterAll, describe, expect, test } from 'vitest'
import { messageQueue } from '#duties/inbox/queue.ts'
import { noMarketing } from '#duties/objections/no-marketing.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { consent } from '#records/consent/consent.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { objections } from '#records/objection/objection.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'
import { exampleSite } from '../web/example-site.ts'
import { recordAtDesk } from '../web/record-at-desk.ts'
import { opened, send } from '../web/sent-form.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate } = await testGate(on, released)
const editions = { current: () => released, list: () => [], get: () => released }
const site = exampleSite({ editions, noMarketing: noMarketing(deps), clock: deps.clock })

/** Somebody who agreed to news of homes, reached by an address and a number. */
async function buyer(email: string, phone: string): Promise<string> {
  const { person } = await putPerson(on)
  const by = { activity: 'marketing', collectedOn: Temporal.PlainDate.from('2026-10-01'), keys: deps.keys, person }
  const agreed = { forActivity: 'marketing', answer: 'given', answeredAt: '2026-10-01T12:00:00Z' }
  await putItem(on, consent, { ...by, values: agreed })
  const put = (contactType: string, value: string) =>
    putItem(on, contactDetail, { ...by, values: { contactType, value, validUntil: null } })
  await put('email', email)
  await put('phone', phone)
  return person
}

/** Whether Sales can read how to reach them, for news of homes. */
async function reaches(person: string): Promise<boolean> {
  const record = await gate.open(colleague('sales-adviser'), { activity: 'marketing', person, because: 'case' })
  return record.ok && (await record.read(contactDetails)).ok
}

async function saysNo(contacts: string) {
  const form = await opened(site.app, '/no-marketing')
  const sent = await send(site.app, '/no-marketing', form, { contacts, name: 'Amina Yusuf', words: '' })
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/no-marketing/sent'])
  return (await site.app.inject({ url: '/no-marketing/sent', headers: { cookie: form.cookie } })).body
}

test.each([
  ['an email address, however it is written', 'A.Yusuf@Example.org ', 'a.yusuf@example.org', '07700 900 101'],
  ['a phone number, however it is written', '+44 7700 900102', 'b@example.org', '07700 900 102'],
  ['one of several', 'nobody@example.org\n07700900103', 'c@example.org', '07700 900 103'],
])('whoever says no with %s gets no marketing from that moment, in any way, and nobody else’s changes', async (_, given, email, phone) => {
  const [person, other] = [await buyer(email, phone), await buyer(`other-${email}`, '07700 900 999')]
  expect(await reaches(person)).toBe(true)
  expect(await saysNo(given)).toContain('You have said no to marketing')
  expect(await reaches(person)).toBe(false)
  const [evidence] = await pageOfEvidence(on.database, { subject: person, kind: 'refusal' })
  expect(evidence).toMatchObject({ activity: 'marketing', reasons: expect.arrayContaining(['stopped-by-objection']) })
  expect(await reaches(other)).toBe(true)
})

test('it comes to colleagues as a message, and whoever is not known is told the same', async () => {
  const known = await buyer('known@example.org', '07700 900 104')
  const plain = (body: string) => body.replaceAll(/<strong>.*?<\/strong>/g, '')
  const [told, unknown] = [await saysNo('known@example.org'), await saysNo('unknown@example.org')]
  expect(plain(told)).toBe(plain(unknown))
  expect(await reaches(known)).toBe(false)
  const officer = colleague('data-protection-officer')
  const queue = messageQueue({ ...deps, gate })
  const open = await queue.open(officer, firstPage)
  if (!open.ok) throw new Error(JSON.stringify(open.refusal))
  const [, reference = ''] = /<strong>(C-[2-9A-Z]{4}-[2-9A-Z]{4})<\/strong>/.exec(unknown) ?? []
  const message = open.rows.find((row) => row.reference === reference)
  expect(await queue.look(officer, message?.id ?? '')).toMatchObject({
    says: { rows: [{ words: expect.stringContaining('unknown@example.org') }] },
    names: { rows: [{ name: 'Amina Yusuf' }] },
  })
})

test('whoever is reached by the same number does not read on their own record what somebody else wrote', async () => {
  const person = await buyer('housemate@example.org', '07700 900 108')
  await saysNo('moved-away@example.org\n07700900108')
  const record = await gate.open(colleague('data-protection-officer'), { activity: 'rights-requests', person, because: 'case' })
  const read = record.ok ? await record.read(objections) : record
  if (!read.ok) throw new Error(JSON.stringify(read))
  expect(JSON.stringify(read)).toContain('No marketing, please')
  expect(JSON.stringify(read)).not.toMatch(/moved-away|900108/)
})

test('a mailbox whose name differs in a sign alone is somebody else’s', async () => {
  const other = await buyer('j-smith_1@example.org', '07700 900 109')
  await saysNo('jsmith1@example.org')
  expect(await reaches(other)).toBe(true)
  await saysNo('J-Smith_1@example.org')
  expect(await reaches(other)).toBe(false)
})

test('with more than ten addresses and numbers it is sent back, and stops nothing', async () => {
  const person = await buyer('eleventh@example.org', '07700 900 110')
  const form = await opened(site.app, '/no-marketing')
  const contacts = [...Array.from({ length: 10 }, (_, at) => `somebody-${at}@example.org`), 'eleventh@example.org'].join('\n')
  const sent = await send(site.app, '/no-marketing', form, { contacts, name: 'Amina Yusuf', words: '' })
  expect([sent.statusCode, sent.body]).toEqual([422, expect.stringContaining('Enter at most 10 addresses and numbers')])
  expect(await reaches(person)).toBe(true)
})

test('a form that is sent twice stops it once', async () => {
  const person = await buyer('twice@example.org', '07700 900 105')
  const said = { formId: 'one-form', at: deps.clock(), name: 'Amina Yusuf', contacts: ['twice@example.org'], words: null }
  const [first, second] = [await noMarketing(deps).submit(said), await noMarketing(deps).submit(said)]
  expect(first?.reference).toBe(second?.reference)
  const rows = await on.asAdmin((admin) =>
    admin.query<{ decision: string }>('select decision from objection where person_id = $1', [person]),
  )
  expect(rows).toEqual([{ decision: 'upheld' }])
})

test('a number of more than twenty people stops nothing by itself: a colleague finds out whose it is', async () => {
  const people = await Promise.all(Array.from({ length: 21 }, (_, at) => buyer(`hostel-${at}@example.org`, '01392 555 010')))
  await saysNo('01392 555 010')
  for (const person of people.slice(0, 3)) expect(await reaches(person)).toBe(true)
})

test('where the notice lets nobody be looked for, it is not taken, and nobody is told that it stopped', async () => {
  const person = await buyer('unfound@example.org', '07700 900 108')
  const rightsAlone = changed(released, (edition) => ({
    ...edition,
    activities: edition.activities.map((each) =>
      each.id === 'rights-requests'
        ? { ...each, colleagues: each.colleagues.map((entry) => ({ ...entry, acts: entry.acts.filter((act) => act !== 'use') })) }
        : each,
    ),
  }))
  const { deps: closed } = await testGate(on, rightsAlone)
  const here = { current: () => rightsAlone, list: () => [], get: () => rightsAlone }
  const { app } = exampleSite({ editions: here, noMarketing: noMarketing(closed), clock: closed.clock })
  const form = await opened(app, '/no-marketing')
  const sent = await send(app, '/no-marketing', form, { contacts: 'unfound@example.org', name: 'Amina Yusuf', words: '' })
  expect(sent.statusCode).toBe(403)
  expect(sent.body).toContain('unfound@example.org')
  expect(await reaches(person)).toBe(true)
})

describe('who rings or writes to Sales', async () => {
  const desk = await deskSite({ deps, gate }, released)
  afterAll(() => desk.close())

  test('is noted on their record at the desk, with no account, and it takes effect at once', async () => {
    const person = await buyer('rings@example.org', '07700 900 106')
    const adviser = await desk.as(colleague('sales-adviser'))
    const record = await recordAtDesk(adviser, person, 'marketing')
    expect(record.words).toContain('They object to nothing.')
    expect(record.words).toContain('Note that they said no to marketing')
    const unsaid = await adviser.send(`${record.at}/objections/new`, { reason: ' ' })
    expect([unsaid.status, await unsaid.text()]).toEqual([422, expect.stringContaining('Enter how they said it')])
    expect(await reaches(person)).toBe(true)
    const noted = await adviser.send(`${record.at}/objections/new`, { reason: 'By telephone to Sales.' })
    expect([noted.status, noted.headers.get('location')]).toEqual([303, record.at])
    expect(await reaches(person)).toBe(false)
    expect((await adviser.open(record.at)).html).toContain('By telephone to Sales.')
  })

  test('and nobody notes it whose work gives them no part in what people object to', async () => {
    const person = await buyer('else@example.org', '07700 900 107')
    const record = await recordAtDesk(await desk.as(colleague('repairs-planner')), person, 'repairs')
    expect(record.status).toBe(200)
    const answer = await (await desk.as(colleague('repairs-planner'))).send(`${record.at}/objections/new`, { reason: 'x' })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await reaches(person)).toBe(true)
  })
})

test('a notice without marketing has no such page, and leads nobody there', async () => {
  const without = changed(released, (edition) => ({ ...edition, activities: edition.activities.filter(({ id }) => id !== 'marketing') }))
  const other = exampleSite({ editions: { current: () => without, list: () => [], get: () => without } })
  expect((await other.app.inject('/no-marketing')).statusCode).toBe(404)
  expect((await other.app.inject('/notice/rights')).body).not.toContain('/no-marketing')
  expect((await site.app.inject('/notice/rights')).body).toContain('href="/no-marketing"')
})
